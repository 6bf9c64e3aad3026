import { type MigrationInterface, type QueryRunner } from 'typeorm';

const kinds = ['calendar', 'case_type', 'policy'] as const;

/**
 * Versions of calendars, case types and policies that never change, when each comes into force by whose word, and the
 * migrations of cases from one version of their type to another.
 */
export class DefinitionVersions1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION activation_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
           AND (NEW.id, NEW.county_code, NEW.code, NEW.version_id, NEW.from_at, NEW.entered_at, NEW.entered_by)
               IS NOT DISTINCT FROM (OLD.id, OLD.county_code, OLD.code, OLD.version_id, OLD.from_at, OLD.entered_at, OLD.entered_by)
        THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% stays as it was entered; one that waits can be withdrawn', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;`);
    for (const kind of kinds) {
      await runner.query(`
        ALTER TABLE ${kind}_version ADD COLUMN entered_at timestamptz, ADD COLUMN entered_by uuid REFERENCES person,
          ADD UNIQUE (id, county_code, code);

        CREATE TABLE ${kind}_activation (
          -- the county's row is locked while one is entered, so the ids of a county are in the order of their entering
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          county_code text NOT NULL REFERENCES county,
          code text NOT NULL,
          version_id uuid NOT NULL,
          -- in force from then on, until the next one of the code
          from_at timestamptz NOT NULL,
          entered_at timestamptz NOT NULL,
          -- null: the system, when the county was founded
          entered_by uuid REFERENCES person,
          withdrawn_at timestamptz,
          withdrawn_by uuid REFERENCES person,
          FOREIGN KEY (version_id, county_code, code) REFERENCES ${kind}_version (id, county_code, code),
          -- what came into force was in force
          CHECK (withdrawn_at < from_at),
          CHECK (from_at >= entered_at)
        );
        CREATE INDEX ${kind}_activation_of_code ON ${kind}_activation (county_code, code, from_at) WHERE withdrawn_at IS NULL;
        INSERT INTO ${kind}_activation (county_code, code, version_id, from_at, entered_at)
          SELECT county_code, code, id, activated_at, activated_at FROM ${kind}_version WHERE activated_at IS NOT NULL ORDER BY activated_at, id;
        ALTER TABLE ${kind}_version DROP COLUMN activated_at;

        CREATE TRIGGER ${kind}_activation_kept BEFORE UPDATE OR DELETE ON ${kind}_activation FOR EACH ROW EXECUTE FUNCTION activation_is_kept();
        CREATE TRIGGER ${kind}_activation_insert_counted AFTER INSERT ON ${kind}_activation
          REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed();
        CREATE TRIGGER ${kind}_activation_update_counted AFTER UPDATE ON ${kind}_activation
          REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION definitions_changed();
        CREATE TRIGGER ${kind}_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${kind}_version
          FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();`);
    }
    await runner.query(migrations);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_migration_case, case_migration');
    for (const kind of kinds) {
      await runner.query(`
        DROP TRIGGER ${kind}_version_append_only ON ${kind}_version;
        ALTER TABLE ${kind}_version ADD COLUMN activated_at timestamptz;
        UPDATE ${kind}_version v SET activated_at = a.from_at
          FROM (SELECT version_id, max(from_at) AS from_at FROM ${kind}_activation WHERE withdrawn_at IS NULL GROUP BY 1) a
         WHERE a.version_id = v.id;
        DROP TABLE ${kind}_activation;
        ALTER TABLE ${kind}_version DROP CONSTRAINT ${kind}_version_id_county_code_code_key, DROP COLUMN entered_at, DROP COLUMN entered_by;`);
    }
    await runner.query('DROP FUNCTION activation_is_kept');
  }
}

const migrations = `
  CREATE TABLE case_migration (
    id uuid PRIMARY KEY,
    county_code text NOT NULL REFERENCES county,
    code text NOT NULL,
    to_version_id uuid NOT NULL,
    -- only looks: no case moves
    dry_run boolean NOT NULL,
    -- null: by command, without a name
    person_id uuid REFERENCES person,
    state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    cases_expected int NOT NULL,
    moved int NOT NULL DEFAULT 0,
    stayed int NOT NULL DEFAULT 0,
    -- cases up to this id have been looked at; a resumed run goes on behind it
    done_id uuid,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    FOREIGN KEY (to_version_id, county_code, code) REFERENCES case_type_version (id, county_code, code)
  );
  CREATE UNIQUE INDEX case_migration_one_at_a_time ON case_migration (county_code, code) WHERE state = 'running' AND NOT dry_run;
  CREATE INDEX case_migration_of_county ON case_migration (county_code, code, created_at DESC);

  CREATE TABLE case_migration_case (
    migration_id uuid NOT NULL REFERENCES case_migration ON DELETE CASCADE,
    case_id uuid NOT NULL REFERENCES cases,
    from_version_id uuid NOT NULL REFERENCES case_type_version,
    moves boolean NOT NULL,
    -- why it stays, and which clocks change; codes, instants and names of clocks
    obstacles jsonb NOT NULL,
    clocks jsonb NOT NULL,
    PRIMARY KEY (migration_id, case_id)
  );
`;
