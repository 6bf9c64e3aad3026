import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Editions of the divisions, registers brought in as workbooks, and a beginning of the register that is open to the past. */
export class Editions1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- a county's first edition lists what has been there for as long as anybody asks
      UPDATE region SET valid_from = '-infinity'
        FROM (SELECT county_code, min(valid_from) AS first FROM region GROUP BY 1) began
       WHERE region.county_code = began.county_code AND region.valid_from = began.first;

      CREATE TABLE region_edition (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        valid_from date NOT NULL,
        file_name text NOT NULL,
        person_id uuid REFERENCES person,
        -- waiting: its day or its turn has not come; done: all that moves has moved
        state text NOT NULL CHECK (state IN ('waiting', 'done')),
        -- what became of each division that did not stay as it was, and which codes are new
        changes jsonb NOT NULL,
        -- old code to new: whose open cases, links, postings, duties and seats go where
        moves jsonb NOT NULL,
        registers_moved_at timestamptz,
        cases_moved int NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        finished_at timestamptz,
        UNIQUE (county_code, valid_from)
      );
      CREATE INDEX region_edition_waiting ON region_edition (valid_from) WHERE state = 'waiting';

      CREATE TABLE register_import (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL,
        file_name text NOT NULL,
        dry_run boolean NOT NULL,
        sheet text NOT NULL,
        mapping jsonb NOT NULL,
        accepted int NOT NULL,
        rejected int NOT NULL,
        duplicates int NOT NULL,
        skipped int NOT NULL,
        -- sealed: the sheet's head and its rows as they were judged, because they quote cells
        details bytea NOT NULL,
        key_id text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX register_import_of_county ON register_import (county_code, created_at DESC);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // rows that are open to the past stay so: the tables before know that date as well
    await runner.query('DROP TABLE register_import, region_edition');
  }
}
