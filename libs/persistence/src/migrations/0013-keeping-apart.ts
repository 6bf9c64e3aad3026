import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Enrolments that end by themselves; recovery codes long enough for a quick hash, with those given out before void; and
 * administrators who hold nothing else, which somebody who does already has to be parted from first.
 */
export class KeepingApart1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM second_factor WHERE confirmed_at IS NULL;
      ALTER TABLE second_factor
        -- when somebody began to enrol it; unconfirmed ones end soon after
        ADD COLUMN begun_at timestamptz,
        ADD CHECK (begun_at IS NOT NULL OR confirmed_at IS NOT NULL);

      DROP TABLE recovery_code;
      CREATE TABLE recovery_code (
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        hash bytea NOT NULL,
        PRIMARY KEY (account_id, hash)
      );

      -- administrators hold no other posting at the same time (design §10): the key of theirs covers all of the person's,
      -- and those of the others, the id behind the person's, meet no other
      ALTER TABLE posting DROP CONSTRAINT posting_one_administration;
      ALTER TABLE posting ADD CONSTRAINT posting_administrators_apart EXCLUDE USING gist (
        (CASE WHEN role IN ('system-admin', 'security-admin', 'audit-admin')
              THEN key_range(person_id::text || '/', person_id::text || '0')
              ELSE only_key(person_id::text || '/' || id::text) END) WITH &&,
        tstzrange(from_at, to_at) WITH &&);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE posting DROP CONSTRAINT posting_administrators_apart;
      ALTER TABLE posting ADD CONSTRAINT posting_one_administration EXCLUDE USING gist (
        only_key(person_id::text) WITH &&, tstzrange(from_at, to_at) WITH &&)
        WHERE (role IN ('system-admin', 'security-admin', 'audit-admin'));

      DROP TABLE recovery_code;
      CREATE TABLE recovery_code (
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        selector text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (account_id, selector)
      );

      ALTER TABLE second_factor DROP COLUMN begun_at;`);
  }
}
