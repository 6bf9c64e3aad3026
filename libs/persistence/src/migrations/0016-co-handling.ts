import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Clocks with a date instead of a span: those of co-handlers (time.md §4). */
export class CoHandling1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clock ALTER COLUMN span DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM timer t USING clock k
       WHERE k.span IS NULL AND t.case_id = k.case_id AND t.clock = k.name || ':' || k.subject;
      DELETE FROM clock WHERE span IS NULL;
      ALTER TABLE clock ALTER COLUMN span SET NOT NULL`);
  }
}
