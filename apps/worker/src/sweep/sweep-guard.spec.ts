import { afterEach, describe, expect, it } from '@jest/globals';
import { SweepGuard } from './sweep-guard.js';

const milliseconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count));

describe('the last guard of the sweep', () => {
  let guard: SweepGuard;
  afterEach(() => guard.stop());

  it('tells each sweep that fails, and goes on sweeping', async () => {
    const told: string[] = [];
    let sweeps = 0;
    guard = new SweepGuard(
      () => (++sweeps === 2 ? Promise.resolve(3) : Promise.reject(new Error(`timers of ${sweeps} cases cannot fire`))),
      (failure) => told.push(failure),
      5,
    );
    guard.start();
    while (sweeps < 4) await milliseconds(5);
    await guard.stop();
    expect(told.slice(0, 2)).toEqual([
      'the guard could not fire all that is due: timers of 1 cases cannot fire',
      'the guard could not fire all that is due: timers of 3 cases cannot fire',
    ]);
  });

  it('does not double a sweep that takes long, and waits for it when it stops', async () => {
    let [running, most, ended] = [0, 0, 0];
    guard = new SweepGuard(
      async () => {
        most = Math.max(most, ++running);
        await milliseconds(40);
        running--;
        ended++;
      },
      () => {},
      5,
    );
    guard.start();
    while (running === 0) await milliseconds(5);
    await milliseconds(20);
    await guard.stop();
    expect([most, running]).toEqual([1, 0]);
    expect(ended).toBeGreaterThan(0);
  });
});
