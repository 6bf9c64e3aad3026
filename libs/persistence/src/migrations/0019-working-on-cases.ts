import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Answers that are kept for who asks again with the same Idempotency-Key, and views of lists that people save. */
export class WorkingOnCases1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kept_answer (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        account_id uuid NOT NULL REFERENCES account,
        -- of the key, which a client makes up
        key_digest text NOT NULL,
        -- sealed: what was asked, as a digest, and what was answered
        answer bytea NOT NULL,
        -- the host's time
        answered_at timestamptz NOT NULL,
        UNIQUE (account_id, key_digest)
      );
      CREATE INDEX kept_answer_of_county ON kept_answer (county_code, answered_at);

      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        owner_id uuid NOT NULL REFERENCES person,
        name text NOT NULL,
        filters jsonb NOT NULL,
        sort text,
        shared_with text NOT NULL CHECK (shared_with IN ('nobody', 'county', 'organisation', 'role')),
        organisation_id uuid REFERENCES organisation,
        role text,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL,
        UNIQUE (owner_id, name),
        CHECK ((shared_with = 'organisation') = (organisation_id IS NOT NULL)),
        CHECK ((shared_with = 'role') = (role IS NOT NULL))
      );
      CREATE INDEX saved_view_shared ON saved_view (county_code, shared_with) WHERE shared_with <> 'nobody'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_view; DROP TABLE kept_answer');
  }
}
