import { describe, expect, it } from '@jest/globals';
import { InTurn } from './in-turn.js';

describe('statements in turn', () => {
  /** A statement that tells when it is made ready, sent and done. */
  const statement =
    (log: string[], name: string, fails = false) =>
    () => {
      log.push(`${name} ready`);
      return async () => {
        log.push(`${name} sent`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (fails) throw new Error(`${name} failed`);
        log.push(`${name} done`);
      };
    };

  it('are sent one behind the other, before the first is answered', async () => {
    const log: string[] = [];
    const turn = new InTurn();
    await turn.next(1_000, statement(log, 'a'));
    await turn.next(1, statement(log, 'b'));
    await turn.end();
    expect(log).toEqual(['a ready', 'a sent', 'b ready', 'b sent', 'a done', 'b done']);
  });

  it('without rows are not even made ready', async () => {
    const log: string[] = [];
    const turn = new InTurn();
    await turn.next(0, statement(log, 'a'));
    await turn.end();
    expect(log).toEqual([]);
  });

  it('end with the first that failed, once all are answered', async () => {
    const log: string[] = [];
    const turn = new InTurn();
    await turn.next(1, statement(log, 'a', true));
    await turn.next(1, statement(log, 'b', true));
    await turn.next(1, statement(log, 'c'));
    await expect(turn.end()).rejects.toThrow('a failed');
    expect(log).toContain('c done');
  });
});
