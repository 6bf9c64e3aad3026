import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Signing in: expiring one-time codes, sessions that people recognise, second factors, API tokens, and delays. */
export class Accounts1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account ADD COLUMN one_time_code_expires_at timestamptz;
      CREATE INDEX account_of_county ON account (county_code, name);
      CREATE INDEX account_of_person ON account (person_id);

      ALTER TABLE session
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        -- overwritten at most once a minute; never a history
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN client text NOT NULL DEFAULT 'other' CHECK (length(client) <= 40);

      -- the secret of an authenticator application; a new one waits beside the old until a code has confirmed it
      CREATE TABLE second_factor (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        secret bytea NOT NULL,
        key_id text NOT NULL,
        confirmed_at timestamptz,
        -- the last time step whose code was accepted: a code works once
        last_step bigint
      );
      CREATE UNIQUE INDEX second_factor_confirmed ON second_factor (account_id) WHERE confirmed_at IS NOT NULL;
      CREATE UNIQUE INDEX second_factor_pending ON second_factor (account_id) WHERE confirmed_at IS NULL;

      CREATE TABLE recovery_code (
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        selector text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (account_id, selector)
      );

      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
        token_hash bytea NOT NULL UNIQUE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        read_only boolean NOT NULL,
        route_groups text[],
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_used_on date,
        CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days')
      );
      CREATE INDEX api_token_of_account ON api_token (account_id);

      -- failed attempts to sign in by a keyed hash of the name, address or browser; nothing can be read from it
      CREATE TABLE sign_in_delay (
        attempter bytea PRIMARY KEY,
        failures int NOT NULL,
        last_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_delay_last ON sign_in_delay (last_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sign_in_delay;
      DROP TABLE api_token;
      DROP TABLE recovery_code;
      DROP TABLE second_factor;
      ALTER TABLE session DROP COLUMN id, DROP COLUMN last_used_at, DROP COLUMN client;
      DROP INDEX account_of_county;
      DROP INDEX account_of_person;
      ALTER TABLE account DROP COLUMN one_time_code_expires_at;`);
  }
}
