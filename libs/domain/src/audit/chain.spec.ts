import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeTheFirst, hashOf, type Seal, sealRows } from './chain.js';
import { checkpointIsDue, readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { judgeSeal } from './judge-chain.js';
import { canonicalContent, sealedColumns, sealedSources, type SealedRow } from './sealed-row.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const row: fc.Arbitrary<SealedRow> = fc.constantFrom(...sealedSources).chain((source) => {
  const { length } = sealedColumns[source];
  const value = fc.option(fc.string({ maxLength: 4 }));
  return fc.record({
    source: fc.constant(source),
    id: fc.nat(99).map(String),
    values: fc.array(value, { minLength: length, maxLength: length }),
  });
});

describe('what a row says', () => {
  it('is another text for every other row', () => {
    fc.assert(
      fc.property(row, row, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(canonicalContent(one) === canonicalContent(other)).toBe(isSame);
      }),
    );
  });

  it('stays the same when a column is added that the row has not', () => {
    const { audit_log: columns } = sealedColumns;
    const values = columns.map((column) => (column === 'kind' ? 'signed-in' : null));
    const said = canonicalContent({ source: 'audit_log', id: '1', values });
    expect(said).toBe('["audit_log","1","kind","signed-in"]');
    expect(canonicalContent({ source: 'audit_log', id: '1', values: [...values, null] })).toBe(said);
  });
});

describe('the chain', () => {
  const rows = fc.array(row, { minLength: 1, maxLength: 12 });
  const judged = (seals: readonly Seal[], sealed: readonly SealedRow[]) =>
    seals.flatMap((seal, n) => judgeSeal(seals[n - 1] ?? beforeTheFirst, seal, sealed[n], sha256));

  it('is the same in one go and in parts, and without fault', () => {
    fc.assert(
      fc.property(rows, fc.nat(12), (sealed, cut) => {
        const whole = sealRows(beforeTheFirst, sealed, sha256);
        const first = sealRows(beforeTheFirst, sealed.slice(0, cut), sha256);
        const rest = sealRows(first.at(-1) ?? beforeTheFirst, sealed.slice(cut), sha256);
        expect([...first, ...rest]).toEqual(whole);
        expect(judged(whole, sealed)).toEqual([]);
      }),
    );
  });

  it('does not hold once any part of any seal is another', () => {
    const parts = ['digest', 'previous', 'hash', 'rowId'] as const;
    fc.assert(
      fc.property(rows, fc.nat(), fc.constantFrom(...parts), (sealed, at, part) => {
        const seals = sealRows(beforeTheFirst, sealed, sha256);
        const no = at % seals.length;
        seals[no] = { ...seals[no]!, [part]: `${seals[no]![part]}0` };
        expect(judged(seals, sealed).some((finding) => 'no' in finding && finding.no === no + 1)).toBe(true);
      }),
    );
  });

  it('breaks behind a seal that was made anew', () => {
    const sealed = ['1', '2', '3'].map((id): SealedRow => ({ source: 'audit_log', id, values: ['a'] }));
    const seals = sealRows(beforeTheFirst, sealed, sha256);
    const forged = { ...seals[1]!, digest: sha256('forged') };
    seals[1] = { ...forged, hash: hashOf(forged, sha256) };
    expect(judged(seals, sealed)).toEqual([
      { kind: 'row-changed', no: 2, source: 'audit_log', id: '2' },
      { kind: 'chain-broken', no: 3 },
    ]);
  });
});

describe('a checkpoint', () => {
  const at = Temporal.Instant.from('2026-11-23T01:00:00Z');
  const last: SignedCheckpoint = {
    ...{ no: 100, hash: '', at, counts: { audit_log: 40, case_event: 60 }, publicKey: 'key', signature: 'signed' },
  };
  const due = (no: number, minutes: number) => checkpointIsDue(last, { no, hash: '' }, at.add({ minutes }));

  it.each([
    [100, 0, false],
    [1_099, 0, false],
    [1_100, 0, true],
    [101, 4, false],
    [101, 5, true],
    [100, 60, false],
    [100, 24 * 60 - 1, false],
    [100, 24 * 60, true],
  ])('behind one of seal 100: at seal %i after %i minutes is due: %s', (no, minutes, isDue) => {
    expect(due(no, minutes)).toBe(isDue);
  });

  it('is due as often as a county wants', () => {
    const every = (minutes: number, passed: number) =>
      checkpointIsDue(last, { no: 101, hash: '' }, at.add({ minutes: passed }), minutes);
    expect([every(1, 0), every(1, 1), every(60, 59), every(60, 60)]).toEqual([false, true, false, true]);
  });

  it('is due where there is none yet', () => {
    expect(checkpointIsDue(null, beforeTheFirst, at)).toBe(true);
  });

  it('reads back from the line that it was written as, and from nothing else', () => {
    expect(readCheckpoint(JSON.stringify(last))).toEqual(last);
    for (const line of ['', '{', '[]', 'null', '{"no":1}', JSON.stringify({ ...last, at: 'today' })])
      expect(readCheckpoint(line)).toBeNull();
    expect(readCheckpoint(JSON.stringify({ ...last, no: 1.5 }))).toBeNull();
  });
});
