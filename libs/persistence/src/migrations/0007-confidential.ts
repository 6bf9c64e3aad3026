import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What decides who sees a case beside its place and its people: confidential, accused, asked for by a resident. */
export class Confidential1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases
        ADD COLUMN confidential boolean NOT NULL DEFAULT false,
        -- of case_text: what handlers of a confidential case read in place of requester, text and files
        ADD COLUMN summary_id uuid,
        -- whom a complaint is about: their units neither see nor handle it
        ADD COLUMN accused_organisation_id uuid REFERENCES organisation,
        ADD COLUMN accused_person_id uuid REFERENCES person,
        -- who asks with an account of the own; null of whatever was registered by somebody at work
        ADD COLUMN resident_id uuid REFERENCES person;
      UPDATE cases SET confidential = COALESCE((facts->>'confidential')::boolean, false), facts = facts || jsonb_build_object(
        'summaryId', NULL, 'accusedOrganisationId', NULL, 'accusedPersonId', NULL, 'residentId', NULL);
      CREATE INDEX cases_of_resident ON cases (resident_id, due_at) WHERE resident_id IS NOT NULL;

      -- one person is at most one of the administrators at a time (design §10)
      ALTER TABLE posting ADD CONSTRAINT posting_one_administration EXCLUDE USING gist (
        only_key(person_id::text) WITH &&, tstzrange(from_at, to_at) WITH &&)
        WHERE (role IN ('system-admin', 'security-admin', 'audit-admin'));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE posting DROP CONSTRAINT posting_one_administration;
      DROP INDEX cases_of_resident;
      ALTER TABLE cases DROP COLUMN resident_id, DROP COLUMN accused_person_id, DROP COLUMN accused_organisation_id,
        DROP COLUMN summary_id, DROP COLUMN confidential;
      UPDATE cases SET facts = facts - ARRAY['summaryId', 'accusedOrganisationId', 'accusedPersonId', 'residentId'];`);
  }
}
