import { beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerVocabulary, type LedgerKnowledge, type LedgerVocabulary } from '#domain';
import { sampleCounty } from '../../../../test/support/ledgers/sample-county.js';
import { judgeLedger, type LedgerCounts, type ReadRow } from '../judge-ledger.js';
import { openLedger } from '../open-ledger.js';
import { messyLedger } from './messy-ledger.js';
import { type RowTruth } from './truth.js';

/** Enough workbooks that every layout, notation, defect and kind of skipped line occurs many times. */
const seeds = Array.from({ length: 120 }, (_, index) => index + 1);

describe('a hundred and twenty messy workbooks, each row against its truth', () => {
  let county: LedgerKnowledge;
  let vocabulary: LedgerVocabulary;
  const met = new Set<string>();

  beforeAll(async () => {
    county = await sampleCounty();
    vocabulary = ledgerVocabulary(county);
  });

  it.each(seeds)('seed %i', async (seed) => {
    const { bytes, sheet, truth, skipped } = await messyLedger(county, seed);
    const opened = await openLedger(bytes);
    if (!opened.ok) throw new Error(opened.problem.code);
    const found = judgeLedger(opened.ledger, vocabulary);
    if (!found.ok) throw new Error(JSON.stringify(found.problem));
    const rows: RowTruth[] = [];
    for await (const row of found.judging.rows()) rows.push(asTruth(row));
    opened.ledger.close();
    expect(found.judging.sheet).toBe(sheet);
    expect(rows).toEqual(truth);
    expect(found.judging.counts).toEqual(countsOf(truth, skipped));
    for (const { status, defects } of truth) for (const code of [status, ...defects]) met.add(code);
  });

  it('met every kind of row and defect that is planted', () => {
    expect([...met].sort()).toEqual([
      'accepted', 'category-unknown', 'completed-before-registered', 'date-impossible', 'date-in-future', 'date-missing',
      'date-unreadable', 'duplicate', 'phone-malformed', 'place-above-unresolved', 'rejected', 'title-missing', 'urgency-unknown',
      'village-code-unknown', 'village-in-other-township', 'village-unknown',
    ]); // prettier-ignore
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const [one, again, other] = await Promise.all([7, 7, 8].map((seed) => messyLedger(county, seed)));
    expect(again!.bytes.equals(one!.bytes)).toBe(true);
    expect(other!.bytes.equals(one!.bytes)).toBe(false);
  });
});

function asTruth(row: ReadRow): RowTruth {
  const { line, status, villageCode, registeredOn, completedOn, urgencyLabel, categoryLabel } = row;
  const errors = row.problems.filter((problem) => problem.severity === 'error');
  const defects = errors.map((problem) => problem.code).sort();
  const labels = { urgency: urgencyLabel, category: categoryLabel };
  return {
    line,
    status,
    defects,
    duplicateOf: row.duplicateOf ?? null,
    villageCode,
    registeredOn,
    completedOn,
    ...labels,
  };
}

function countsOf(truth: readonly RowTruth[], skipped: number): LedgerCounts {
  const of = (status: RowTruth['status']) => truth.filter((row) => row.status === status).length;
  return {
    rows: truth.length,
    accepted: of('accepted'),
    rejected: of('rejected'),
    duplicates: of('duplicate'),
    skipped,
  };
}
