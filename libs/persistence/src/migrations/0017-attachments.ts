import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Files of cases: what they are and who added them. The content lies elsewhere, sealed with the key that is kept here. */
export class Attachments1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        case_id uuid NOT NULL REFERENCES cases,
        -- sealed: names of files are names of people
        name bytea NOT NULL,
        kind text NOT NULL,
        bytes bigint NOT NULL CHECK (bytes > 0),
        uploaded_at timestamptz NOT NULL,
        uploaded_by uuid NOT NULL REFERENCES person,
        scan text NOT NULL CHECK (scan IN ('not-scanned', 'pending', 'clean', 'infected')),
        scanned_at timestamptz,
        removed_at timestamptz,
        removed_by uuid REFERENCES person,
        removed_because text,
        -- the key of the content, sealed; without it the content is noise
        content_key bytea,
        anonymised_at timestamptz,
        CHECK ((removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (removed_because IS NULL)),
        -- content that was removed, found infected or is past its time cannot be opened any more
        CHECK (content_key IS NULL OR (removed_at IS NULL AND scan <> 'infected' AND anonymised_at IS NULL))
      );
      CREATE INDEX attachment_of_case ON attachment (case_id, id);
      CREATE INDEX attachment_of_person ON attachment (uploaded_by, uploaded_at);
      CREATE INDEX attachment_to_scan ON attachment (uploaded_at, id) WHERE scan = 'pending' AND content_key IS NOT NULL;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment;');
  }
}
