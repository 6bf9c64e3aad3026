import { describe, expect, it } from '@jest/globals';

type Count = { passed: number; failed: number; skipped: number };
type CountOfJest = (report: object | undefined, exitCode: number, noSkips?: boolean) => Count;

// The runner is plain JavaScript, because it runs before anything is installed.
const path = new URL('../run/count.mjs', import.meta.url).href;
const { countOfJest } = (await import(path)) as { countOfJest: CountOfJest };

const clean = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('what a run of Jest counts for', () => {
  it('is what it wrote down', () => {
    expect(countOfJest({ ...clean, numFailedTests: 2 }, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
    expect(countOfJest(clean, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 });
  });

  it('is a failure for every file that could not be run', () => {
    expect(countOfJest({ ...clean, numRuntimeErrorTestSuites: 2, numFailedTests: 1 }, 1).failed).toBe(3);
  });

  it('is a failure when it ended badly and wrote of none', () => {
    expect(countOfJest(clean, 1).failed).toBe(1);
    expect(countOfJest(undefined, 0).failed).toBe(1);
  });

  it('is a failure when no test ran', () => {
    expect(countOfJest({ ...clean, numPassedTests: 0 }, 0).failed).toBe(1);
  });

  it('takes what was left out for failed only where nothing may be', () => {
    expect(countOfJest({ ...clean, numPendingTests: 1, numTodoTests: 1 }, 0)).toMatchObject({ failed: 0, skipped: 2 });
    expect(countOfJest({ ...clean, numPendingTests: 1, numTodoTests: 1 }, 0, true)).toMatchObject({
      failed: 2,
      skipped: 2,
    });
  });
});
