import { type LedgerStatement, type LedgerStatements, type ReadStatement, type Scope, type Tx } from '#engine';
import { Parameters, readsWhole, scopeCondition } from '../case/scope-sql.js';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';
import { ledgerWords } from './ledger-words.js';

export class PgLedgerStatements implements LedgerStatements {
  async of(tx: Tx, scope: Scope, fingerprints: readonly string[]): Promise<Map<string, ReadStatement | null>> {
    if (fingerprints.length === 0) return new Map();
    const parameters = new Parameters();
    const county = parameters.add(scope.countyCode);
    const known = parameters.add(fingerprints.map((one) => Buffer.from(one, 'hex')));
    const readable = `${scopeCondition(scope, parameters)} AND ${readsWhole(scope, parameters)}`;
    const rows = (await managerOf(tx).query(
      `SELECT c.fingerprint, said.*
         FROM cases c LEFT JOIN LATERAL (
           SELECT c.id, c.county_code, c.state, s.completed_on, s.urgency, s.category, s.lead_organisation_id,
                  o.name AS lead_organisation, s.words_id, words.body AS words
             FROM ledger_statement s JOIN case_text words ON words.id = s.words_id
             LEFT JOIN organisation o ON o.id = s.lead_organisation_id
            WHERE s.case_id = c.id AND ${readable}) AS said ON true
        WHERE c.county_code = ${county} AND c.fingerprint = ANY(${known}::bytea[])`,
      parameters.values,
    )) as (StoredStatement | Unreadable)[];
    return new Map(rows.map((row) => [row.fingerprint.toString('hex'), row.id === null ? null : statementOf(row)]));
  }

  async save(tx: Tx, statements: readonly LedgerStatement[]): Promise<void> {
    await upsert.run(managerOf(tx), statements);
  }
}

interface Unreadable {
  fingerprint: Buffer;
  id: null;
}

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
  words_id: string;
  words: string;
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
    wordsId: row.words_id,
    words: ledgerWords(row.words),
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
    { name: 'words_id', type: 'uuid', value: ({ wordsId }) => wordsId },
  ],
  `ON CONFLICT (case_id) DO UPDATE SET completed_on = EXCLUDED.completed_on, urgency = EXCLUDED.urgency,
     category = EXCLUDED.category, lead_organisation_id = EXCLUDED.lead_organisation_id, words_id = EXCLUDED.words_id`,
);
