import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Tx } from '#engine';
import { managerOf, PgDirectories, PgTransactions } from '#persistence';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { county } from '../support/api/seed-county.js';

describe('transactions that are opened within one', () => {
  let api: TestApi;
  let transactions: PgTransactions;
  beforeAll(async () => {
    api = await startApi();
    transactions = api.app.get(PgTransactions);
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.dataSource.query('UPDATE county SET units_in_order = false');
  });

  const write = (tx: Tx) => managerOf(tx).query('UPDATE county SET units_in_order = true WHERE code = $1', [county]);
  const isWritten = async (tx?: Tx) => {
    const sql = 'SELECT units_in_order AS is FROM county WHERE code = $1';
    const [row] = (await (tx ? managerOf(tx) : api.dataSource).query(sql, [county])) as { is: boolean }[];
    return row!.is;
  };

  it('see what the others wrote, at one instant, before anybody else does', async () => {
    const instants = await transactions.asOne(async (whole) => {
      await transactions.run(write);
      expect(await isWritten()).toBe(false);
      return [whole.now, ...(await transactions.read(async (tx) => [tx.now, await isWritten(tx)]))];
    });
    expect(instants[0]).toBe(instants[1]);
    expect(instants[2]).toBe(true);
    expect(await isWritten()).toBe(true);
  });

  it('are undone one by one where one fails, and the rest stays', async () => {
    const refusal = new Error('refused');
    await transactions.asOne(async () => {
      await transactions.run(write);
      const part = transactions.run(async (tx) => {
        await managerOf(tx).query('UPDATE county SET units_in_order = false');
        throw refusal;
      });
      await expect(part).rejects.toBe(refusal);
    });
    expect(await isWritten()).toBe(true);
  });

  it('are all undone where the whole fails', async () => {
    const whole = transactions.asOne(async () => {
      await transactions.run(write);
      throw new Error('a bug');
    });
    await expect(whole).rejects.toThrow('a bug');
    expect(await isWritten()).toBe(false);
  });

  it('leave nothing in memory that was undone', async () => {
    const directories = api.app.get(PgDirectories);
    const nameOf = () =>
      transactions.read(async (tx) => (await directories.of(tx, county)).organisation(unitId('water'), tx.now)?.name);
    const before = await nameOf();
    const rename = (name: string) =>
      transactions.run(async (tx) => {
        await managerOf(tx).query('UPDATE organisation SET name = $1 WHERE id = $2', [name, unitId('water')]);
        await managerOf(tx).query('UPDATE county SET directory_version = directory_version + 1 WHERE code = $1', [
          county,
        ]);
      });
    const undone = transactions.asOne(async () => {
      await rename('没有写成的名字');
      expect(await nameOf()).toBe('没有写成的名字');
      throw new Error('a bug');
    });
    await expect(undone).rejects.toThrow('a bug');
    expect(await nameOf()).toBe(before);
    await rename('新名字');
    expect(await nameOf()).toBe('新名字');
  });

  it('are tried again by themselves after a deadlock', async () => {
    let tries = 0;
    await transactions.asOne(async () => {
      await transactions.run(async (tx) => {
        tries++;
        await write(tx);
        if (tries === 1) await managerOf(tx).query(`DO $$ BEGIN RAISE EXCEPTION 'as a deadlock' USING ERRCODE = '40P01'; END $$`); // prettier-ignore
      });
    });
    expect([tries, await isWritten()]).toEqual([2, true]);
  });

  it('that outlive it are their own', async () => {
    let later: Promise<unknown> = Promise.resolve();
    let go = () => {};
    const until = new Promise<void>((resolve) => (go = resolve));
    await transactions.asOne(async () => {
      later = until.then(() => transactions.run(write));
      await Promise.resolve();
    });
    go();
    await later;
    expect(await isWritten()).toBe(true);
  });
});
