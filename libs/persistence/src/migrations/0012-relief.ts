import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a county may switch on by itself; rankings of units are off until it does (design §10, relief rules). */
export class Relief1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE county ADD COLUMN units_in_order boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE county DROP COLUMN units_in_order');
  }
}
