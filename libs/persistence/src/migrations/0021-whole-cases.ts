import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Clocks measured anew by another urgency, and the lead leaders of key projects in hand-over sheets. */
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock DROP COLUMN not_before, DROP COLUMN replan;
      DELETE FROM hand_over_item WHERE kind = 'project-leader';
      ALTER TABLE hand_over_item DROP CONSTRAINT hand_over_item_kind_check,
        ADD CONSTRAINT hand_over_item_kind_check
          CHECK (kind IN ('handler', 'leader', 'decliner', 'applicant', 'order', 'posting', 'link', 'duty'));
    `);
  }
}
