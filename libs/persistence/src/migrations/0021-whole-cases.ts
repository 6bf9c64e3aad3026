import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Clocks measured anew by another urgency, and the lead leaders of key projects in hand-over sheets. The supervision level
 * leaves the index of what is due: escalating a case touches no index then, and its row is rewritten on its own page.
 */
export class WholeCases1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock
        -- a rise in urgency makes nothing due earlier than this
        ADD COLUMN not_before timestamptz,
        -- measured while it stood still: its ladder is planned when it goes on
        ADD COLUMN replan boolean NOT NULL DEFAULT false;
      ALTER TABLE hand_over_item DROP CONSTRAINT hand_over_item_kind_check,
        ADD CONSTRAINT hand_over_item_kind_check
          CHECK (kind IN ('handler', 'leader', 'decliner', 'project-leader', 'applicant', 'order', 'posting', 'link', 'duty'));
    `);
    await runner.query(dueIndex(''));
    await runner.query('ALTER TABLE cases SET (fillfactor = 85)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases RESET (fillfactor)');
    await runner.query(dueIndex(', supervision_level'));
    await runner.query(`
      ALTER TABLE clock DROP COLUMN not_before, DROP COLUMN replan;
      DELETE FROM hand_over_item WHERE kind = 'project-leader';
      ALTER TABLE hand_over_item DROP CONSTRAINT hand_over_item_kind_check,
        ADD CONSTRAINT hand_over_item_kind_check
          CHECK (kind IN ('handler', 'leader', 'decliner', 'applicant', 'order', 'posting', 'link', 'duty'));
    `);
  }
}

function dueIndex(more: string): string {
  return `
    DROP INDEX cases_due;
    CREATE INDEX cases_due ON cases (county_code, due_at, id)
      INCLUDE (opened_at, state, type_code, village_code, category, urgency, tier, lead_organisation_id, leader_id${more},
        accused_organisation_id, accused_person_id)
      WHERE running;`;
}
