import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Lists and their counts out of one index, and words that carry their county. */
export class Lists1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX cases_due;
      -- all that a list is filtered by: what is due is cut and counted without reading the cases themselves
      CREATE INDEX cases_due ON cases (county_code, due_at, id)
        INCLUDE (opened_at, state, type_code, village_code, category, urgency, tier, lead_organisation_id, leader_id)
        WHERE running;
      -- an escalation changes nothing that is indexed: with room on its page it touches no index
      ALTER TABLE cases SET (fillfactor = 85);
      UPDATE case_text SET search = array_to_tsvector(ARRAY(
        SELECT county_code || ':' || lexeme FROM unnest(tsvector_to_array(search)) AS lexeme));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases RESET (fillfactor);
      DROP INDEX cases_due;
      CREATE INDEX cases_due ON cases (county_code, due_at, id) WHERE running;
      UPDATE case_text SET search = array_to_tsvector(ARRAY(
        SELECT substr(lexeme, length(county_code) + 2) FROM unnest(tsvector_to_array(search)) AS lexeme));`);
  }
}
