import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Telephone and identity numbers of a person are searched for by the requester's blind index alone, so that path gets an
 * index, and numbers that stand whole among the words of a text leave them. A number that was typed in groups has left its
 * groups there, which say no number; they go when the text is written anew.
 */
export class NumbersAreNoWords1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cases_of_requester ON cases (requester_id) WHERE requester_id IS NOT NULL;
      UPDATE case_text SET search = ts_delete(search, numbers.found)
        FROM (SELECT x.id, array_agg(lexeme) AS found FROM case_text x, unnest(tsvector_to_array(x.search)) AS lexeme
               WHERE lexeme ~ ':((00)?86|0)?1[3-9][0-9]{9}$' OR lexeme ~ ':0[1-9][0-9]{8,10}$' OR lexeme ~ ':[2-8][0-9]{7}$'
                  OR lexeme ~ ':[0-9]{17}[0-9x]$' OR lexeme ~ ':[0-9]{15}$'
               GROUP BY x.id) AS numbers
       WHERE case_text.id = numbers.id;`);
  }

  /** The words of a text cannot be told from its vector; what left it is found again when the text is written anew. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX cases_of_requester');
  }
}
