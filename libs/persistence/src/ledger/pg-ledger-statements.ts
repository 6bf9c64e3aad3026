import { type LedgerStatement, type LedgerStatements, type ReadStatement, type Tx } from '#engine';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';

export class PgLedgerStatements implements LedgerStatements {
  async of(tx: Tx, countyCode: string, fingerprints: readonly string[]): Promise<Map<string, ReadStatement>> {
    if (fingerprints.length === 0) return new Map();
    const rows = (await managerOf(tx).query(read, [
      countyCode,
      fingerprints.map((one) => Buffer.from(one, 'hex')),
    ])) as StoredStatement[];
    return new Map(rows.map((row) => [row.fingerprint.toString('hex'), statementOf(row)]));
  }

  async save(tx: Tx, statements: readonly LedgerStatement[]): Promise<void> {
    await upsert.run(managerOf(tx), statements);
  }
}

const read = `
  SELECT c.fingerprint, c.id, c.county_code, c.state, s.completed_on, s.urgency, s.category, s.lead_organisation_id, o.name AS lead_organisation,
         s.result_id, result.body AS result, s.progress_id, progress.body AS progress, s.measures_id, measures.body AS measures,
         s.satisfaction_id, satisfaction.body AS satisfaction, s.lead_unit_id, lead_unit.body AS lead_unit
    FROM cases c JOIN ledger_statement s ON s.case_id = c.id
    LEFT JOIN organisation o ON o.id = s.lead_organisation_id
    LEFT JOIN case_text result ON result.id = s.result_id
    LEFT JOIN case_text progress ON progress.id = s.progress_id
    LEFT JOIN case_text measures ON measures.id = s.measures_id
    LEFT JOIN case_text satisfaction ON satisfaction.id = s.satisfaction_id
    LEFT JOIN case_text lead_unit ON lead_unit.id = s.lead_unit_id
   WHERE c.county_code = $1 AND c.fingerprint = ANY($2::bytea[])`;

interface StoredStatement {
  fingerprint: Buffer;
  id: string;
  county_code: string;
  state: string;
  completed_on: string | null;
  urgency: string;
  category: string;
  lead_organisation_id: string | null;
  lead_organisation: string | null;
  result_id: string | null;
  result: string | null;
  progress_id: string | null;
  progress: string | null;
  measures_id: string | null;
  measures: string | null;
  satisfaction_id: string | null;
  satisfaction: string | null;
  lead_unit_id: string | null;
  lead_unit: string | null;
}

function statementOf(row: StoredStatement): ReadStatement {
  return {
    caseId: row.id,
    countyCode: row.county_code,
    state: row.state,
    completedOn: row.completed_on,
    urgency: row.urgency,
    category: row.category,
    leadOrganisationId: row.lead_organisation_id,
    leadOrganisation: row.lead_organisation,
    texts: {
      result: row.result_id,
      progress: row.progress_id,
      measures: row.measures_id,
      satisfaction: row.satisfaction_id,
      leadUnit: row.lead_unit_id,
    },
    bodies: {
      result: row.result,
      progress: row.progress,
      measures: row.measures,
      satisfaction: row.satisfaction,
      leadUnit: row.lead_unit,
    },
  };
}

const upsert = new BulkInsert<LedgerStatement>(
  'ledger_statement',
  [
    { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    { name: 'completed_on', type: 'date', value: ({ completedOn }) => completedOn },
    { name: 'urgency', type: 'text', value: ({ urgency }) => urgency },
    { name: 'category', type: 'text', value: ({ category }) => category },
    { name: 'lead_organisation_id', type: 'uuid', value: ({ leadOrganisationId }) => leadOrganisationId },
    { name: 'result_id', type: 'uuid', value: ({ texts }) => texts.result },
    { name: 'progress_id', type: 'uuid', value: ({ texts }) => texts.progress },
    { name: 'measures_id', type: 'uuid', value: ({ texts }) => texts.measures },
    { name: 'satisfaction_id', type: 'uuid', value: ({ texts }) => texts.satisfaction },
    { name: 'lead_unit_id', type: 'uuid', value: ({ texts }) => texts.leadUnit },
  ],
  `ON CONFLICT (case_id) DO UPDATE SET completed_on = EXCLUDED.completed_on, urgency = EXCLUDED.urgency,
     category = EXCLUDED.category, lead_organisation_id = EXCLUDED.lead_organisation_id, result_id = EXCLUDED.result_id,
     progress_id = EXCLUDED.progress_id, measures_id = EXCLUDED.measures_id,
     satisfaction_id = EXCLUDED.satisfaction_id, lead_unit_id = EXCLUDED.lead_unit_id`,
);
