import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Enrolments that end by themselves, and recovery codes long enough for a quick hash; those given out before are void. */
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
      );`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
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
