import { type MigrationInterface, type QueryRunner } from 'typeorm';

const watched = ['posting', 'link', 'duty_roster', 'organisation', 'region'];
const counted = ['calendar_version', 'case_type_version', 'policy_version'];
const changes = ['INSERT', 'UPDATE', 'DELETE'] as const;
/** The name of the rows that a statement-level trigger sees. */
const seen = { INSERT: 'NEW TABLE', UPDATE: 'NEW TABLE', DELETE: 'OLD TABLE' };

/** The audit log; and counters that move once a statement instead of once a row, for regions too. */
export class Audit1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- append-only; what was done to cases is in case_event, everything else that must be answered for is here
      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        county_code text REFERENCES county,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        person_id uuid,
        account_id uuid,
        subject_kind text,
        subject_id text,
        data jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_log_of_county ON audit_log (county_code, id);
      CREATE INDEX audit_log_of_subject ON audit_log (subject_kind, subject_id, id) WHERE subject_id IS NOT NULL;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();`);
    await runner.query(`
      DROP TRIGGER posting_changes_directory ON posting;
      DROP TRIGGER link_changes_directory ON link;
      DROP TRIGGER roster_changes_directory ON duty_roster;
      DROP TRIGGER organisation_changes_directory ON organisation;
      DROP TRIGGER calendar_changes_definitions ON calendar_version;
      DROP TRIGGER case_type_changes_definitions ON case_type_version;
      DROP TRIGGER policy_changes_definitions ON policy_version;
      CREATE OR REPLACE FUNCTION directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE county SET directory_version = directory_version + 1
          WHERE code IN (SELECT county_code FROM changed);
        RETURN NULL;
      END $$;
      CREATE OR REPLACE FUNCTION definitions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE county SET definitions_version = definitions_version + 1
          WHERE code IN (SELECT county_code FROM changed);
        RETURN NULL;
      END $$;`);
    for (const change of changes) {
      const on = (table: string, run: string) => `
        CREATE TRIGGER ${table}_${change.toLowerCase()}_counted AFTER ${change} ON ${table}
          REFERENCING ${seen[change]} AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${run}();`;
      await runner.query(
        [
          ...watched.map((table) => on(table, 'directory_changed')),
          ...counted.map((table) => on(table, 'definitions_changed')),
        ].join(''),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...watched, ...counted]) {
      for (const change of changes)
        await runner.query(`DROP TRIGGER ${table}_${change.toLowerCase()}_counted ON ${table}`);
    }
    await runner.query(`
      DROP TABLE audit_log;
      CREATE OR REPLACE FUNCTION directory_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE county SET directory_version = directory_version + 1
          WHERE code = COALESCE(NEW.county_code, OLD.county_code);
        RETURN NULL;
      END $$;
      CREATE OR REPLACE FUNCTION definitions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE county SET definitions_version = definitions_version + 1
          WHERE code = COALESCE(NEW.county_code, OLD.county_code);
        RETURN NULL;
      END $$;
      CREATE TRIGGER posting_changes_directory AFTER INSERT OR UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION directory_changed();
      CREATE TRIGGER link_changes_directory AFTER INSERT OR UPDATE OR DELETE ON link FOR EACH ROW EXECUTE FUNCTION directory_changed();
      CREATE TRIGGER roster_changes_directory AFTER INSERT OR UPDATE OR DELETE ON duty_roster FOR EACH ROW EXECUTE FUNCTION directory_changed();
      CREATE TRIGGER organisation_changes_directory AFTER INSERT OR UPDATE OR DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION directory_changed();
      CREATE TRIGGER calendar_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON calendar_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();
      CREATE TRIGGER case_type_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON case_type_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();
      CREATE TRIGGER policy_changes_definitions AFTER INSERT OR UPDATE OR DELETE ON policy_version FOR EACH ROW EXECUTE FUNCTION definitions_changed();`);
  }
}
