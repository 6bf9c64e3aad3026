import { beforeEach, describe, expect, it } from '@jest/globals';
import { Life } from './life.js';

describe('the life of the process', () => {
  let left: number[];
  let life: Life;
  beforeEach(() => {
    left = [];
    life = new Life(
      () => undefined,
      (code) => left.push(code),
    );
  });

  it('stops what was started last first', async () => {
    const order: string[] = [];
    for (const name of ['database', 'worker', 'web']) life.add(name, async () => void order.push(name));
    await life.end(0);
    expect(order).toEqual(['web', 'worker', 'database']);
    expect(left).toEqual([0]);
  });

  it('stops once, however often it is asked, and every caller waits for that', async () => {
    let stops = 0;
    let finished = false;
    life.add('database', async () => {
      stops += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      finished = true;
    });
    const first = life.end(0);
    expect(life.isOver).toBe(true);
    await life.end(0);
    expect(finished).toBe(true);
    await first;
    expect([stops, left]).toEqual([1, [0]]);
  });

  it('stops the rest when one part fails to stop, and leaves with 1', async () => {
    let databaseStopped = false;
    life.add('database', async () => void (databaseStopped = true));
    life.add('web', () => Promise.reject(new Error('stuck')));
    await life.end(0);
    expect(databaseStopped).toBe(true);
    expect(left).toEqual([1]);
  });
});
