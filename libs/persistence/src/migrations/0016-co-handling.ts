import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Clocks with a date instead of a span, and who has acknowledged that a case is overdue (time.md §4–5). */
export class CoHandling1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock ALTER COLUMN span DROP NOT NULL;
      UPDATE cases SET facts = facts || '{"acknowledgements": []}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM timer t USING clock k
       WHERE k.span IS NULL AND t.case_id = k.case_id AND t.clock = k.name || ':' || k.subject;
      DELETE FROM clock WHERE span IS NULL;
      ALTER TABLE clock ALTER COLUMN span SET NOT NULL;
      UPDATE cases SET facts = facts - 'acknowledgements'`);
  }
}
