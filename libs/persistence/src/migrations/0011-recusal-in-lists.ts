import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whom a complaint is about joins what lists are filtered by: counting goes on without reading the cases themselves. */
export class RecusalInLists1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dueIndex(', accused_organisation_id, accused_person_id'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dueIndex(''));
  }
}

function dueIndex(more: string): string {
  return `
    DROP INDEX cases_due;
    CREATE INDEX cases_due ON cases (county_code, due_at, id)
      INCLUDE (opened_at, state, type_code, village_code, category, urgency, tier, lead_organisation_id, leader_id,
        supervision_level${more})
      WHERE running;`;
}
