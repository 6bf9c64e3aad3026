import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sealedColumns, sealedSources } from '#domain';
import { PgAuditSeals } from '#persistence';
import pg from 'pg';
import { SealedLog } from '../support/audit/sealed-log.js';

describe('the seal of the audit', () => {
  let log: SealedLog;
  beforeEach(async () => {
    log = await SealedLog.open();
  });
  afterEach(() => log.close());

  const seals = () => log.ask<{ no: string; source: string; row: string }>('SELECT no, source, row_id AS row FROM audit_seal ORDER BY no'); // prettier-ignore
  const settledTo = async () => (await log.ask<{ to: string }>("SELECT settled_to AS to FROM audit_sealing WHERE source = 'audit_log'"))[0]!.to; // prettier-ignore
  const writer = async () => {
    const client = new pg.Client(log.database.url);
    await client.connect();
    await client.query('BEGIN');
    const write = () => client.query(`INSERT INTO audit_log (at, kind) VALUES ('2026-11-23T01:00:00Z', 'signed-in')`);
    const end = async (how: 'COMMIT' | 'ROLLBACK') => {
      await client.query(how);
      await client.end();
    };
    return { write, end };
  };

  it('chains every row of both tables once, in batches, and finds nothing to do a second time', async () => {
    await log.record(20);
    await log.recordEvents(30);
    expect(await log.sealer().untilAllIsSealed()).toBe(50);
    expect(await log.sealer().untilAllIsSealed()).toBe(0);
    const chained = await seals();
    expect(chained.map(({ no }) => Number(no))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(new Set(chained.map(({ source, row }) => `${source} ${row}`)).size).toBe(50);
    expect((await log.verify()).findings).toEqual([]);
  });

  it('seals a row that commits late under a lower id than rows that were sealed long before', async () => {
    const late = await writer();
    await late.write();
    await log.record(3);
    const sealer = log.sealer();
    expect(await sealer.untilAllIsSealed()).toBe(3);
    expect((await seals()).map(({ row }) => row)).toEqual(['2', '3', '4']);
    // while the writer is at it, nothing counts as settled: not in this process, nor in one that begins now
    await log.record(2);
    expect(await log.sealer().untilAllIsSealed()).toBe(2);
    expect(await sealer.untilAllIsSealed()).toBe(0);
    expect(await settledTo()).toBe('0');

    await late.end('COMMIT');
    expect(await sealer.untilAllIsSealed()).toBe(1);
    expect((await seals()).at(-1)).toMatchObject({ no: '6', row: '1' });
    expect(await settledTo()).toBe('6');
    expect((await log.verify()).findings).toEqual([]);
  });

  it('moves on past writers that keep coming, each only as long as it is at it', async () => {
    const sealer = log.sealer();
    const settled: string[] = [];
    let before = await writer();
    await before.write();
    for (let round = 0; round < 4; round++) {
      const next = await writer();
      await next.write();
      await before.end('COMMIT');
      before = next;
      // at every look somebody is writing
      await sealer.untilAllIsSealed();
      settled.push(await settledTo());
    }
    expect(settled).toEqual(['0', '2', '3', '4']);
    await before.end('COMMIT');
  });

  it('passes over ids that a rolled back transaction has taken', async () => {
    const vain = await writer();
    await vain.write();
    await log.record(2);
    await vain.end('ROLLBACK');
    expect(await log.sealer().untilAllIsSealed()).toBe(2);
    expect(await settledTo()).toBe('3');
    expect((await log.verify()).findings).toEqual([]);
  });

  it('is one chain however many sealers run beside writers', async () => {
    let writing = true;
    const writers = Promise.all([1, 2, 3].map(async () => {
      for (let n = 0; n < 15; n++) await log.record(5);
    })).then(() => (writing = false)); // prettier-ignore
    const sealers = Array.from({ length: 4 }, async () => {
      const sealer = log.sealer();
      while (writing) await sealer.untilAllIsSealed();
    });
    await Promise.all([writers, ...sealers]);
    await log.sealer().untilAllIsSealed();
    const { findings, verified } = await log.verify();
    expect([findings, verified.seals, verified.tail.rows]).toEqual([[], 225, 0]);
  });

  it('lets nobody wait who acts: rows are recorded while a sealer holds its turn and has not committed', async () => {
    await log.record(5);
    const seals = new PgAuditSeals();
    await log.transactions.run(async (tx) => {
      expect(await seals.takeTurn(tx)).toBe(true);
      const began = performance.now();
      await log.record(10);
      expect(performance.now() - began).toBeLessThan(1_000);
      // and another sealer does not wait either
      expect(await log.sealer().untilAllIsSealed()).toBe(0);
    });
    expect(await log.sealer().untilAllIsSealed()).toBe(15);
  });

  it('covers every column of the rows that it seals', async () => {
    for (const source of sealedSources) {
      const columns = await log.ask<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${source}'`,
      );
      expect(['id', ...sealedColumns[source]].sort()).toEqual(columns.map(({ name }) => name).sort());
    }
  });
});
