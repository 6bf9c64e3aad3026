import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Terms of people and organisations that the database itself keeps apart: at every instant at most one principal leader
 * a village, and nobody twice in the same place. An exclusion constraint compares equal keys as ranges of one key, since
 * GiST knows ranges of any type and would need an extension for plain equality.
 */
export class People1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TYPE key_range AS RANGE (subtype = text, collation = "C");
      CREATE FUNCTION only_key(key text) RETURNS key_range LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN key_range(key, key, '[]');

      ALTER TABLE organisation
        -- regions that it serves, beside the one where it sits
        ADD COLUMN serves text[] NOT NULL DEFAULT '{}',
        ADD COLUMN from_at timestamptz NOT NULL DEFAULT '-infinity',
        ADD COLUMN to_at timestamptz NOT NULL DEFAULT 'infinity',
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD CHECK (to_at > from_at);

      ALTER TABLE person ADD COLUMN version int NOT NULL DEFAULT 1;
      -- lists of names stand in the order of pinyin, lists of terms from the newest
      CREATE INDEX person_by_name ON person (county_code, name COLLATE "zh-x-icu", id);
      CREATE INDEX organisation_by_name ON organisation (county_code, name COLLATE "zh-x-icu", id);
      CREATE INDEX posting_by_term ON posting (county_code, from_at, id);
      CREATE INDEX link_by_term ON link (county_code, from_at, id);

      ALTER TABLE posting
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD CONSTRAINT posting_once EXCLUDE USING gist (
          only_key(person_id::text || '/' || organisation_id::text || '/' || role || '/' || region_code) WITH &&,
          tstzrange(from_at, to_at) WITH &&);

      DROP INDEX link_one_principal;
      ALTER TABLE link
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD CHECK (role IN ('leader', 'cadre', 'first-secretary', 'instructor')),
        ADD CHECK (NOT principal OR role = 'leader'),
        ADD CONSTRAINT link_once EXCLUDE USING gist (
          only_key(person_id::text || '/' || village_code || '/' || role) WITH &&,
          tstzrange(from_at, to_at) WITH &&),
        ADD CONSTRAINT link_one_principal EXCLUDE USING gist (
          only_key(county_code || '/' || village_code) WITH &&,
          tstzrange(from_at, to_at) WITH &&) WHERE (principal);

      ALTER TABLE duty_roster
        -- the unit whose own roster it is; null where the region itself is guarded
        ADD COLUMN organisation_id uuid REFERENCES organisation,
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD CHECK (role IN ('leader', 'head', 'officer')),
        ADD CONSTRAINT duty_once EXCLUDE USING gist (
          only_key(person_id::text || '/' || region_code || '/' || COALESCE(organisation_id::text, '') || '/' || role) WITH &&,
          tstzrange(from_at, to_at) WITH &&);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duty_roster DROP CONSTRAINT duty_once, DROP CONSTRAINT duty_roster_role_check,
        DROP COLUMN version, DROP COLUMN organisation_id;
      ALTER TABLE link DROP CONSTRAINT link_one_principal, DROP CONSTRAINT link_once, DROP CONSTRAINT link_check1,
        DROP CONSTRAINT link_role_check, DROP COLUMN version;
      CREATE UNIQUE INDEX link_one_principal ON link (county_code, village_code)
        WHERE principal AND role = 'leader' AND to_at = 'infinity';
      ALTER TABLE posting DROP CONSTRAINT posting_once, DROP COLUMN version;
      DROP INDEX person_by_name, organisation_by_name, posting_by_term, link_by_term;
      ALTER TABLE person DROP COLUMN version;
      ALTER TABLE organisation DROP COLUMN version, DROP COLUMN to_at, DROP COLUMN from_at, DROP COLUMN serves;
      DROP FUNCTION only_key;
      DROP TYPE key_range;`);
  }
}
