import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What intake and dispatch look up: when a case was over, so that those of a village that are open or were over lately
 * are found by index; a case by the last digits of its number; the duty lists of organisations; and what was returned.
 */
export class Intake1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN closed_at timestamptz;
      UPDATE cases SET closed_at = coalesce(facts->>'completedAt', facts->>'stateSince')::timestamptz WHERE NOT open;
      CREATE INDEX cases_closed_of_village ON cases (county_code, village_code text_pattern_ops, closed_at)
        INCLUDE (category, lead_organisation_id) WHERE NOT open;
      CREATE INDEX cases_by_end_of_number ON cases (county_code, reverse(number) text_pattern_ops);
      CREATE INDEX case_event_returns ON case_event (county_code, at) WHERE kind = 'return';`);
    await runner.query(`
      -- what an organisation is there for (履职事项清单): categories of the county's tree, each with those below it
      CREATE TABLE duty_list_item (
        id uuid PRIMARY KEY,
        county_code text NOT NULL REFERENCES county,
        organisation_id uuid NOT NULL REFERENCES organisation,
        category text NOT NULL,
        from_at timestamptz NOT NULL,
        -- the same instant as from_at: withdrawn before it began
        to_at timestamptz NOT NULL DEFAULT 'infinity',
        entered_by uuid NOT NULL REFERENCES person,
        entered_at timestamptz NOT NULL,
        ended_by uuid REFERENCES person,
        ended_at timestamptz,
        -- how often its end was moved
        changes int NOT NULL DEFAULT 0,
        CHECK (to_at >= from_at),
        CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
        -- checked when a change is whole: one term may grow into the place that another leaves
        CONSTRAINT duty_list_item_once EXCLUDE USING gist
          (only_key(organisation_id::text || ' ' || category) WITH &&, tstzrange(from_at, to_at) WITH &&) DEFERRABLE
      );
      CREATE INDEX duty_list_item_of_organisation ON duty_list_item (county_code, organisation_id, category);
      ${changes
        .map(
          (change) => `
      CREATE TRIGGER duty_list_item_${change.toLowerCase()}_counted AFTER ${change} ON duty_list_item
        REFERENCING ${change === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_changed();`,
        )
        .join('')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE duty_list_item;
      DROP INDEX case_event_returns, cases_by_end_of_number, cases_closed_of_village;
      ALTER TABLE cases DROP COLUMN closed_at;`);
  }
}

const changes = ['INSERT', 'UPDATE', 'DELETE'] as const;
