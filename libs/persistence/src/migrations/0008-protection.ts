import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Keys, privacy notices, revealing, disclosures, exports, and the end of keeping. */
export class Protection1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- which keys this database is sealed with, so that another key, or none, is noticed at the start
      CREATE TABLE encryption_key (
        id text PRIMARY KEY,
        -- a known word sealed with the key
        check_value bytea NOT NULL,
        made_at timestamptz NOT NULL,
        -- nothing is sealed with it any more
        retired_at timestamptz
      );

      -- which notice was in force when this person's data were taken; null of those taken before notices were kept
      ALTER TABLE requester ADD COLUMN privacy_notice text;
      ALTER TABLE requester ADD COLUMN anonymised_at timestamptz;
      ALTER TABLE cases ADD COLUMN anonymised_at timestamptz;
      -- the cases that are over, where the end of keeping is looked for; nothing in it changes while a case is open
      CREATE INDEX cases_to_anonymise ON cases (county_code, opened_at, id) WHERE NOT open AND anonymised_at IS NULL;

      -- how often somebody has read what is masked
      CREATE INDEX audit_log_of_person ON audit_log (person_id, kind, at) WHERE person_id IS NOT NULL;

      -- the register of personal data handed to others (对外提供), kept at least three years
      CREATE TABLE disclosure (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        recorded_at timestamptz NOT NULL,
        recorded_by uuid NOT NULL REFERENCES person,
        disclosed_on date NOT NULL,
        case_id uuid REFERENCES cases,
        recipient text NOT NULL,
        legal_basis text NOT NULL,
        categories text[] NOT NULL,
        purpose text NOT NULL
      );
      CREATE INDEX disclosure_of_county ON disclosure (county_code, recorded_at DESC, id);

      -- lists of cases on their way out of the house
      CREATE TABLE export (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        person_id uuid NOT NULL REFERENCES person,
        filter jsonb NOT NULL,
        format text NOT NULL CHECK (format IN ('xlsx', 'csv')),
        columns text[] NOT NULL,
        language text NOT NULL,
        state text NOT NULL CHECK (state IN ('to-decide', 'refused', 'waiting', 'done', 'failed')),
        -- rows that the filter found when it was asked for, and that the file has
        rows_expected int NOT NULL,
        rows int,
        asked_at timestamptz NOT NULL,
        decided_by uuid REFERENCES person,
        decided_at timestamptz,
        -- sealed; gone a day after it was made
        file bytea,
        made_at timestamptz,
        expires_at timestamptz,
        CHECK (decided_by IS NULL OR decided_by <> person_id)
      );
      CREATE INDEX export_of_person ON export (person_id, asked_at DESC);
      CREATE INDEX export_to_decide ON export (county_code, asked_at) WHERE state = 'to-decide';
      CREATE INDEX export_to_expire ON export (expires_at) WHERE file IS NOT NULL;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE export, disclosure, encryption_key;
      DROP INDEX audit_log_of_person, cases_to_anonymise;
      ALTER TABLE cases DROP COLUMN anonymised_at;
      ALTER TABLE requester DROP COLUMN anonymised_at, DROP COLUMN privacy_notice;`);
  }
}
