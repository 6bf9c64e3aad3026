import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ledgerVocabulary } from '#domain';
import { judgeLedger, openLedger, type LedgerJudging, type ReadRow } from '#ledgers';
import { countyIn } from '../support/ledgers/county.js';

const folder = process.env['ACCEPTANCE_DATA'];

interface Answer {
  line: number;
  duplicateLine: number | null;
  defect: 'date' | 'village' | null;
  villageCode: string | null;
  registeredOn: string | null;
  completedOn: string | null;
  urgency: string;
  category: string;
}

/** A sheet judged from its first row to its last. The rows hold real messages: failures must name lines, never cells. */
async function judged(file: string): Promise<{ judging: LedgerJudging; rows: ReadRow[] }> {
  const opened = await openLedger({ path: join(folder!, 'ledgers', file) });
  if (!opened.ok) throw new Error(opened.problem.code);
  const found = judgeLedger(opened.ledger, ledgerVocabulary(await countyIn(folder!, '2026-11-23')));
  if (!found.ok) throw new Error(found.problem.code);
  const rows: ReadRow[] = [];
  for await (const row of found.judging.rows()) rows.push(row);
  opened.ledger.close();
  return { judging: found.judging, rows };
}

(folder ? describe : describe.skip)('real ledgers', () => {
  it('judges every row of the messy ledger as its answers say', async () => {
    const text = await readFile(join(folder!, 'ledgers/ledger-messy.answers.json'), 'utf8');
    const { rows: answers } = JSON.parse(text) as { rows: Answer[] };
    const { judging, rows } = await judged('ledger-messy.xlsx');
    const expected = answers.flatMap((answer) => {
      const { line, villageCode, registeredOn, completedOn, urgency, category } = answer;
      const told = { villageCode, registeredOn, completedOn, urgency, category };
      const own = { line, status: answer.defect ? 'rejected' : 'accepted', defect: answer.defect, ...told };
      const again = { line: answer.duplicateLine, status: 'duplicate', defect: null, ...told };
      return answer.duplicateLine ? [own, again] : [own];
    });
    expect(rows.map(asAnswer).sort((a, b) => a.line - b.line)).toEqual(expected.sort((a, b) => a.line! - b.line!));
    expect(judging.counts).toEqual({ rows: 122, accepted: 115, rejected: 5, duplicates: 2, skipped: 3 });
    expect(judging.sheet).toBe('问题清单');
  });

  it('accepts every row of the tidy ledger without a word', async () => {
    const { judging, rows } = await judged('ledger-clean.xlsx');
    expect(rows.flatMap((row) => row.problems.map(({ code }) => ({ line: row.line, code })))).toEqual([]);
    expect(judging.counts).toEqual({ rows: 180, accepted: 180, rejected: 0, duplicates: 0, skipped: 0 });
    expect(rows.every((row) => row.entry?.requester.name && row.entry.requester.phone && row.entry.text)).toBe(true);
  });

  it('refuses no place of the county by any of its official names', async () => {
    const county = await countyIn(folder!, '2026-11-23');
    const { places } = ledgerVocabulary(county);
    const lost = county.villages.flatMap((village) => {
      const township = county.townships.find((candidate) => candidate.code === village.townshipCode)!;
      return village.names
        .flatMap((name) => [name, `${township.name}${name}`, `罗源县${township.name} ${name}`])
        .filter((name) => {
          const found = places.village(name, places.township(township.name), county.today);
          return !found.ok || found.village.code !== village.code;
        });
    });
    expect(lost).toEqual([]);
  });
});

function asAnswer({
  line,
  status,
  problems,
  villageCode,
  registeredOn,
  completedOn,
  urgencyLabel,
  categoryLabel,
}: ReadRow) {
  const error = problems.find((problem) => problem.severity === 'error');
  const defect = error
    ? /date|registered/.test(error.code)
      ? 'date'
      : /village|place|township/.test(error.code)
        ? 'village'
        : error.code
    : null;
  return {
    line,
    status,
    defect,
    villageCode,
    registeredOn,
    completedOn,
    urgency: urgencyLabel,
    category: categoryLabel,
  };
}
