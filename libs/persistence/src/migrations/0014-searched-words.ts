import { type MigrationInterface, type QueryRunner } from 'typeorm';

const entered = ['posting', 'link', 'duty_roster'] as const;
const changes = ['INSERT', 'UPDATE', 'DELETE'] as const;
/** The name of the rows that a statement-level trigger sees. */
const seen = { INSERT: 'NEW TABLE', UPDATE: 'NEW TABLE', DELETE: 'OLD TABLE' };

/** Who holds, held or will hold an office: by a posting other than these, by a link, or on duty. */
const holdsOffice = `
  EXISTS (SELECT FROM posting h WHERE h.person_id = p.id AND h.role NOT IN ('resident', 'volunteer', 'partner'))
  OR EXISTS (SELECT FROM link h WHERE h.person_id = p.id) OR EXISTS (SELECT FROM duty_roster h WHERE h.person_id = p.id)`;

/**
 * What is masked is not searched for either. Telephone and identity numbers of a person are found by the requester's blind
 * index alone, so that path gets an index, and numbers that stand whole among the words of a text leave them. A number
 * that was typed in groups has left its groups there, which say no number; they go when the text is written anew. Words
 * that an export searches for are sealed: they may be names. Those of exports that are over are forgotten. The name of a
 * person is kept as it is shown, whole of who holds an office, so that registers are sorted and searched by that.
 */
export class SearchedWords1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cases_of_requester ON cases (requester_id) WHERE requester_id IS NOT NULL;
      UPDATE case_text SET search = ts_delete(search, numbers.found)
        FROM (SELECT x.id, array_agg(lexeme) AS found FROM case_text x, unnest(tsvector_to_array(x.search)) AS lexeme
               WHERE lexeme ~ ':((00)?86|0)?1[3-9][0-9]{9}$' OR lexeme ~ ':0[1-9][0-9]{8,10}$' OR lexeme ~ ':[2-8][0-9]{7}$'
                  OR lexeme ~ ':[0-9]{17}[0-9x]$' OR lexeme ~ ':[0-9]{15}$'
               GROUP BY x.id) AS numbers
       WHERE case_text.id = numbers.id;
      ALTER TABLE export ADD COLUMN words bytea;
      UPDATE export SET filter = filter - 'q' WHERE state NOT IN ('to-decide', 'waiting');`);
    await runner.query(`
      ALTER TABLE person ADD COLUMN holds_office boolean NOT NULL DEFAULT false;
      ALTER TABLE person ADD COLUMN shown_name text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN holds_office THEN name WHEN btrim(name) = '' THEN '' ELSE left(btrim(name), 1) || '**' END) STORED;
      CREATE INDEX duty_of_person ON duty_roster (person_id);
      CREATE INDEX person_by_shown_name ON person (county_code, shown_name COLLATE "zh-x-icu", id);
      UPDATE person p SET holds_office = true WHERE ${holdsOffice};
      CREATE FUNCTION offices_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE person p SET holds_office = NOT p.holds_office
         WHERE p.id IN (SELECT person_id FROM changed) AND p.holds_office <> (${holdsOffice});
        RETURN NULL;
      END $$;`);
    for (const table of entered) {
      for (const change of changes) {
        await runner.query(`
          CREATE TRIGGER ${table}_${change.toLowerCase()}_offices AFTER ${change} ON ${table}
            REFERENCING ${seen[change]} AS changed FOR EACH STATEMENT EXECUTE FUNCTION offices_changed();`);
      }
    }
  }

  /** The words of a text cannot be told from its vector; what left it is found again when the text is written anew. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of entered) {
      for (const change of changes)
        await runner.query(`DROP TRIGGER ${table}_${change.toLowerCase()}_offices ON ${table}`);
    }
    await runner.query(`
      DROP FUNCTION offices_changed;
      ALTER TABLE person DROP COLUMN shown_name, DROP COLUMN holds_office;
      ALTER TABLE export DROP COLUMN words;
      DROP INDEX cases_of_requester, duty_of_person;`);
  }
}
