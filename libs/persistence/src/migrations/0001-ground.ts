import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The first tables: places, people, definitions, cases with their clocks and timers, lists of what is due. */
export class Ground1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(places);
    await runner.query(people);
    await runner.query(definitions);
    await runner.query(cases);
    await runner.query(time);
    await runner.query(messages);
    await runner.query(ledgers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ledger_statement, ledger_import_row, notification, ledger_import, outbox, supervision_order, timer, clock, business_clock,
        case_text, case_event, cases, requester, serial, policy_version, case_type_version,
        calendar_version, session, account, duty_roster, link, posting, person, organisation, region, county;
      DROP FUNCTION directory_changed, definitions_changed, is_append_only, business_clock_moves_forward`);
  }
}

const places = `
  CREATE TABLE county (
    code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
    name text NOT NULL,
    demonstration boolean NOT NULL DEFAULT false,
    -- counts every change of people, links and roster, so that a directory in memory knows when it is stale
    directory_version bigint NOT NULL DEFAULT 1,
    -- the same for case types, policies and calendars
    definitions_version bigint NOT NULL DEFAULT 1
  );

  CREATE TABLE region (
    code text NOT NULL CHECK (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
    valid_from date NOT NULL,
    valid_to date,
    county_code text NOT NULL REFERENCES county,
    name text NOT NULL,
    short_name text,
    kind text NOT NULL,
    urban_rural_class text,
    successor_code text,
    PRIMARY KEY (code, valid_from),
    CHECK (valid_to IS NULL OR valid_to > valid_from)
  );
  CREATE INDEX region_of_county ON region (county_code, code);
`;

const people = `
  CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    name text NOT NULL,
    aliases text[] NOT NULL DEFAULT '{}',
    kind text NOT NULL,
    region_code text NOT NULL,
    parent_id uuid REFERENCES organisation,
    UNIQUE (county_code, name)
  );

  CREATE TABLE person (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    name text NOT NULL
  );

  CREATE TABLE posting (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    organisation_id uuid NOT NULL REFERENCES organisation,
    role text NOT NULL,
    rank text,
    region_code text NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL DEFAULT 'infinity',
    CHECK (to_at > from_at)
  );
  CREATE INDEX posting_of_person ON posting (person_id);
  CREATE INDEX posting_of_county ON posting (county_code, organisation_id);

  CREATE TABLE link (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    village_code text NOT NULL CHECK (village_code ~ '^[0-9]{12}$'),
    role text NOT NULL,
    principal boolean NOT NULL DEFAULT false,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL DEFAULT 'infinity',
    CHECK (to_at > from_at)
  );
  CREATE INDEX link_of_person ON link (person_id);
  CREATE INDEX link_of_village ON link (county_code, village_code);
  -- one principal leader a village at a time
  CREATE UNIQUE INDEX link_one_principal ON link (county_code, village_code)
    WHERE principal AND role = 'leader' AND to_at = 'infinity';

  CREATE TABLE duty_roster (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    region_code text NOT NULL,
    role text NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    CHECK (to_at > from_at)
  );
  CREATE INDEX duty_of_county ON duty_roster (county_code, from_at);

  CREATE TABLE account (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    name text NOT NULL UNIQUE,
    -- null until the one-time code has been used to set a password
    password_hash text,
    one_time_code_hash text,
    disabled_at timestamptz
  );

  -- machine time: sessions are about this host's clock, not about the county's business
  CREATE TABLE session (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX session_of_account ON session (account_id);

  CREATE FUNCTION directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE county SET directory_version = directory_version + 1
      WHERE code = COALESCE(NEW.county_code, OLD.county_code);
    RETURN NULL;
  END $$;
  CREATE TRIGGER posting_changes_directory AFTER INSERT OR UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION directory_changed();
  CREATE TRIGGER link_changes_directory AFTER INSERT OR UPDATE OR DELETE ON link FOR EACH ROW EXECUTE FUNCTION directory_changed();
  CREATE TRIGGER roster_changes_directory AFTER INSERT OR UPDATE OR DELETE ON duty_roster FOR EACH ROW EXECUTE FUNCTION directory_changed();
  CREATE TRIGGER organisation_changes_directory AFTER INSERT OR UPDATE OR DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION directory_changed();
`;

const definitions = `
  CREATE TABLE calendar_version (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    code text NOT NULL,
    hash text NOT NULL,
    body json NOT NULL,
    activated_at timestamptz,
    UNIQUE (county_code, code, hash)
  );
  CREATE TABLE case_type_version (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    code text NOT NULL,
    hash text NOT NULL,
    body json NOT NULL,
    activated_at timestamptz,
    UNIQUE (county_code, code, hash)
  );
  CREATE TABLE policy_version (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    code text NOT NULL,
    hash text NOT NULL,
    body json NOT NULL,
    activated_at timestamptz,
    UNIQUE (county_code, code, hash)
  );

  CREATE FUNCTION definitions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE county SET definitions_version = definitions_version + 1
      WHERE code = COALESCE(NEW.county_code, OLD.county_code);
    RETURN NULL;
  END $$;
  CREATE TRIGGER calendar_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON calendar_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();
  CREATE TRIGGER case_type_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON case_type_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();
  CREATE TRIGGER policy_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();
`;

const cases = `
  -- numbers of cases and supervision orders: growing within a year, never used twice, gaps allowed
  CREATE TABLE serial (
    county_code text NOT NULL REFERENCES county,
    kind text NOT NULL,
    year int NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (county_code, kind, year)
  );

  -- who asked: encrypted; the phone's blind index finds repeated requests without reading anything
  CREATE TABLE requester (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    identity bytea NOT NULL,
    key_id text NOT NULL,
    phone_index bytea
  );
  CREATE INDEX requester_by_phone ON requester (county_code, phone_index) WHERE phone_index IS NOT NULL;

  CREATE TABLE cases (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    number text NOT NULL UNIQUE,
    type_code text NOT NULL,
    type_version_id uuid NOT NULL REFERENCES case_type_version,
    version int NOT NULL,
    state text NOT NULL,
    open boolean NOT NULL,
    village_code text NOT NULL,
    category text NOT NULL,
    urgency text NOT NULL,
    tier text,
    lead_organisation_id uuid REFERENCES organisation,
    lead_person_id uuid REFERENCES person,
    co_organisation_ids uuid[] NOT NULL DEFAULT '{}',
    leader_id uuid REFERENCES person,
    supervision_level text,
    requester_id uuid REFERENCES requester,
    fingerprint bytea,
    opened_at timestamptz NOT NULL,
    -- infinity where no clock has ever given it a deadline
    due_at timestamptz NOT NULL,
    due_clock text,
    warn_at timestamptz,
    original_due_at timestamptz,
    provisional boolean NOT NULL DEFAULT false,
    -- the shown clock counts; overdue itself is a query on due_at
    running boolean NOT NULL DEFAULT false,
    stood_at timestamptz,
    due_unit text,
    -- the rest of the fold of the case's events
    facts jsonb NOT NULL,
    UNIQUE (county_code, fingerprint)
  );
  CREATE INDEX cases_due ON cases (county_code, due_at, id) WHERE running;
  CREATE INDEX cases_of_village ON cases (county_code, village_code text_pattern_ops, due_at) WHERE open;
  CREATE INDEX cases_of_leader ON cases (leader_id, due_at) WHERE open AND leader_id IS NOT NULL;
  CREATE INDEX cases_of_lead ON cases (lead_organisation_id, due_at) WHERE open AND lead_organisation_id IS NOT NULL;
  CREATE INDEX cases_of_co_handler ON cases USING gin (co_organisation_ids) WHERE open;
  CREATE INDEX cases_opened ON cases (county_code, opened_at, id);

  CREATE TABLE case_event (
    -- the case row is locked while its events are written, so the ids of one case are in the order of its history
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases,
    county_code text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL,
    actor_person_id uuid,
    actor_posting_id uuid,
    from_state text,
    to_state text NOT NULL,
    data jsonb NOT NULL
  );
  CREATE INDEX case_event_of_case ON case_event (case_id, id);
  CREATE FUNCTION is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event
    FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();

  -- free text by reference: anonymising overwrites it and the fold of events still works
  CREATE TABLE case_text (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases,
    county_code text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    -- pairs of characters, so that two-character words are found without an extension
    search tsvector NOT NULL,
    written_at timestamptz NOT NULL
  );
  CREATE INDEX case_text_of_case ON case_text (case_id, kind);
  CREATE INDEX case_text_search ON case_text USING gin (search);
`;

const time = `
  -- the demonstration clock: its offset moves forward only; while it is being advanced it stands at an instant
  CREATE TABLE business_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    offset_ms bigint NOT NULL DEFAULT 0,
    standing_at timestamptz
  );
  CREATE FUNCTION business_clock_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.offset_ms < OLD.offset_ms AND OLD.standing_at IS NULL OR NEW.standing_at < OLD.standing_at THEN
      RAISE EXCEPTION 'the business clock only moves forward' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER business_clock_forward BEFORE UPDATE ON business_clock FOR EACH ROW EXECUTE FUNCTION business_clock_moves_forward();

  CREATE TABLE clock (
    case_id uuid NOT NULL REFERENCES cases,
    name text NOT NULL,
    subject text NOT NULL DEFAULT '',
    county_code text NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'paused', 'stopped')),
    span text NOT NULL,
    started_at timestamptz NOT NULL,
    stopped_at timestamptz,
    pauses jsonb NOT NULL DEFAULT '[]',
    due_at timestamptz NOT NULL,
    original_due_at timestamptz NOT NULL,
    provisional boolean NOT NULL,
    warn_at timestamptz,
    version int NOT NULL,
    first_version int NOT NULL,
    policy_version_id uuid NOT NULL REFERENCES policy_version,
    calendar_version_id uuid NOT NULL REFERENCES calendar_version,
    PRIMARY KEY (case_id, name, subject)
  );

  CREATE TABLE timer (
    case_id uuid NOT NULL REFERENCES cases,
    clock text NOT NULL,
    step text NOT NULL,
    deadline_version int NOT NULL,
    county_code text NOT NULL,
    fire_at timestamptz NOT NULL,
    -- null until decided: 'fired', 'skipped: …' or 'cancelled: …', exactly once
    decision text,
    decided_at timestamptz,
    PRIMARY KEY (case_id, clock, step, deadline_version)
  );
  CREATE INDEX timer_due ON timer (fire_at) WHERE decision IS NULL;
`;

const messages = `
  CREATE TABLE notification (
    id uuid PRIMARY KEY,
    county_code text NOT NULL,
    person_id uuid NOT NULL REFERENCES person,
    -- null of a message about a whole import
    case_id uuid REFERENCES cases,
    clock text NOT NULL,
    step text NOT NULL,
    deadline_version int NOT NULL,
    kind text NOT NULL,
    -- the place in the hierarchy for which the person is told: "you receive this because …"
    because text NOT NULL,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    UNIQUE (case_id, clock, step, deadline_version, person_id)
  );
  CREATE INDEX notification_inbox ON notification (person_id, created_at DESC, id);

  CREATE TABLE supervision_order (
    id uuid PRIMARY KEY,
    county_code text NOT NULL,
    case_id uuid NOT NULL REFERENCES cases,
    number text UNIQUE,
    state text NOT NULL CHECK (state IN ('draft', 'issued', 'dropped', 'ended')),
    colour text NOT NULL CHECK (colour IN ('blue', 'orange', 'red')),
    raise_to text CHECK (raise_to IN ('orange', 'red')),
    drafted_at timestamptz NOT NULL,
    decided_by uuid REFERENCES person,
    decided_at timestamptz
  );
  CREATE UNIQUE INDEX supervision_order_one_active ON supervision_order (case_id) WHERE state IN ('draft', 'issued');
  CREATE INDEX supervision_order_drafts ON supervision_order (county_code, drafted_at) WHERE state = 'draft' OR raise_to IS NOT NULL;

  CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    county_code text NOT NULL,
    topic text NOT NULL,
    payload jsonb NOT NULL,
    published_at timestamptz
  );
  CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
`;

const ledgers = `
  CREATE TABLE ledger_import (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    -- region codes whose rows the importer may bring in
    regions text[] NOT NULL,
    file_name text NOT NULL,
    dry_run boolean NOT NULL,
    today date NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    sheet text NOT NULL,
    also_ledgers text[] NOT NULL DEFAULT '{}',
    mapping jsonb NOT NULL,
    -- sealed: the file, gone once the import is over; and title, header and plan of its sheet, for handing refused rows back
    file bytea,
    frame bytea NOT NULL,
    key_id text NOT NULL,
    rows_expected int NOT NULL,
    accepted int NOT NULL DEFAULT 0,
    rejected int NOT NULL DEFAULT 0,
    duplicates int NOT NULL DEFAULT 0,
    skipped int NOT NULL DEFAULT 0,
    -- rows up to this Excel line are in; a resumed run goes on behind it
    done_line int NOT NULL DEFAULT 0,
    failure jsonb,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
  );
  CREATE INDEX ledger_import_of_county ON ledger_import (county_code, created_at DESC);

  CREATE TABLE ledger_import_row (
    import_id uuid NOT NULL REFERENCES ledger_import ON DELETE CASCADE,
    line int NOT NULL,
    status text NOT NULL CHECK (status IN ('accepted', 'rejected', 'duplicate')),
    village_code text,
    registered_on date,
    completed_on date,
    urgency text,
    category text,
    case_id uuid REFERENCES cases,
    duplicate_of int,
    applied text CHECK (applied IN ('report', 'note')),
    -- sealed, where there is any: problems with what the cells say, changes, and the cells of a refused row
    details bytea,
    PRIMARY KEY (import_id, line)
  );
  CREATE INDEX ledger_import_row_told ON ledger_import_row (import_id, status, line) WHERE status <> 'accepted';

  -- what the last ledger said of a case: a row sent again is compared with this, not with what became of the case here
  CREATE TABLE ledger_statement (
    case_id uuid PRIMARY KEY REFERENCES cases,
    county_code text NOT NULL,
    completed_on date,
    urgency text NOT NULL,
    category text NOT NULL,
    lead_organisation_id uuid REFERENCES organisation,
    -- of case_text, kind ledger; its rows are overwritten, never deleted, so no key has to watch over them
    words_id uuid NOT NULL
  );

  -- one message a person and import, however many cases it brought
  ALTER TABLE notification ADD COLUMN import_id uuid REFERENCES ledger_import;
  ALTER TABLE notification ADD COLUMN cases int;
  ALTER TABLE notification ADD CONSTRAINT notification_about CHECK ((case_id IS NULL) = (import_id IS NOT NULL));
  CREATE UNIQUE INDEX notification_of_import ON notification (import_id, person_id) WHERE import_id IS NOT NULL;
`;
