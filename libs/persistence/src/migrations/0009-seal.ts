import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The seals over what the audit consists of, and the signed checkpoints of their chain. */
export class Seal1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- one chain over the rows of both tables, in the order in which the sealer found them
      CREATE TABLE audit_seal (
        no bigint PRIMARY KEY CHECK (no > 0),
        source text NOT NULL CHECK (source IN ('audit_log', 'case_event')),
        -- no foreign key: a seal outlives its row, and then says that it is gone
        row_id bigint NOT NULL,
        digest bytea NOT NULL,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        UNIQUE (source, row_id)
      );
      -- what the chain was at an instant of the machine; the same lines are added to a file outside of the database
      CREATE TABLE audit_checkpoint (
        no bigint NOT NULL,
        at timestamptz NOT NULL,
        hash bytea NOT NULL,
        counts jsonb NOT NULL,
        public_key bytea NOT NULL,
        signature bytea NOT NULL,
        PRIMARY KEY (no, at)
      );
      CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
        FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();
      CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();
      -- how far the sealer is, of each table: only so that it need not look at everything again
      CREATE TABLE audit_sealing (
        source text PRIMARY KEY,
        settled_to bigint NOT NULL,
        -- machine time at which the last pass began that sealed everything it found
        passed_at timestamptz NOT NULL
      );
      INSERT INTO audit_sealing VALUES ('audit_log', 0, now()), ('case_event', 0, now());`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_sealing, audit_checkpoint, audit_seal');
  }
}
