import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Absences with a stand-in, hand-overs with their sheets, and what both need of cases and messages: who is named by a
 * case beside its handler and leader, and for whom a message is.
 */
export class Absence1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(absences);
    await runner.query(cases);
    await runner.query(handOvers);
    await runner.query(messages);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX notification_of_hand_over;
      ALTER TABLE notification DROP CONSTRAINT notification_about;
      DELETE FROM notification WHERE hand_over_id IS NOT NULL;
      ALTER TABLE notification DROP COLUMN hand_over_id, DROP COLUMN on_behalf_of,
        ADD CONSTRAINT notification_about CHECK ((case_id IS NULL) = (import_id IS NOT NULL));
      DROP TABLE hand_over_item, hand_over;
      DROP INDEX cases_naming, cases_of_handler;
      ALTER TABLE cases DROP COLUMN named_person_ids;
      DROP TABLE absence;`);
  }
}

const absences = `
  -- why somebody is away is nobody's business here: only that, and who stands in
  CREATE TABLE absence (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    -- null: nobody stands in, and the place falls to the next of its chain
    stand_in_id uuid REFERENCES person,
    from_at timestamptz NOT NULL,
    -- the same instant as from_at: withdrawn before it began
    to_at timestamptz NOT NULL,
    entered_by uuid NOT NULL REFERENCES person,
    CHECK (to_at >= from_at),
    CHECK (stand_in_id <> person_id),
    CONSTRAINT absence_once EXCLUDE USING gist (only_key(person_id::text) WITH &&, tstzrange(from_at, to_at) WITH &&)
  );
  CREATE INDEX absence_of_county ON absence (county_code, from_at, id);
  ${(['INSERT', 'UPDATE', 'DELETE'] as const)
    .map(
      (change) => `
  CREATE TRIGGER absence_${change.toLowerCase()}_counted AFTER ${change} ON absence
    REFERENCING ${change === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_changed();`,
    )
    .join('')}
`;

const cases = `
  -- who declined it, and who waits for an application's decision: found when that person leaves
  ALTER TABLE cases ADD COLUMN named_person_ids uuid[] NOT NULL DEFAULT '{}';
  UPDATE cases SET named_person_ids = named.ids
    FROM (SELECT c.id, array_agg(DISTINCT who::uuid) AS ids
            FROM cases c, LATERAL (
              SELECT c.facts->>'declinerId' AS who
              UNION ALL SELECT one->>'by' FROM jsonb_array_elements(c.facts->'applications') AS one) AS people
           WHERE who IS NOT NULL GROUP BY c.id) AS named
   WHERE cases.id = named.id;
  CREATE INDEX cases_naming ON cases USING gin (named_person_ids) WHERE open AND named_person_ids <> '{}';
  CREATE INDEX cases_of_handler ON cases (lead_person_id, id) WHERE open AND lead_person_id IS NOT NULL;
`;

const handOvers = `
  CREATE TABLE hand_over (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    person_id uuid NOT NULL REFERENCES person,
    at timestamptz NOT NULL,
    entered_by uuid NOT NULL REFERENCES person,
    state text NOT NULL CHECK (state IN ('planned', 'running', 'done', 'refused')),
    -- who takes what, as it was decided: ids only
    takers jsonb NOT NULL,
    -- why it could not begin when its day came
    problem jsonb,
    -- cases up to this id are through; a resumed run goes on behind it
    done_case uuid,
    finished_at timestamptz
  );
  CREATE INDEX hand_over_of_county ON hand_over (county_code, at DESC, id);
  CREATE INDEX hand_over_unfinished ON hand_over (at, id) WHERE state IN ('planned', 'running');

  -- the hand-over sheet: what went to whom, and how it stood then
  CREATE TABLE hand_over_item (
    hand_over_id uuid NOT NULL REFERENCES hand_over,
    kind text NOT NULL CHECK (kind IN ('handler', 'leader', 'decliner', 'applicant', 'order', 'posting', 'link', 'duty')),
    item_id uuid NOT NULL,
    case_id uuid REFERENCES cases,
    successor_id uuid REFERENCES person,
    state text,
    due_at timestamptz,
    PRIMARY KEY (hand_over_id, kind, item_id)
  );
  CREATE INDEX hand_over_item_taken ON hand_over_item (successor_id, hand_over_id) WHERE successor_id IS NOT NULL;
`;

const messages = `
  ALTER TABLE notification
    -- who is away, where the message came to a stand-in
    ADD COLUMN on_behalf_of uuid REFERENCES person,
    -- one message a successor and hand-over, however many cases it brought
    ADD COLUMN hand_over_id uuid REFERENCES hand_over,
    DROP CONSTRAINT notification_about,
    ADD CONSTRAINT notification_about CHECK (num_nonnulls(case_id, import_id, hand_over_id) = 1);
  CREATE UNIQUE INDEX notification_of_hand_over ON notification (hand_over_id, person_id) WHERE hand_over_id IS NOT NULL;
`;
