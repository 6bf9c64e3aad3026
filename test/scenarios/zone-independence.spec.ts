import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const rules = ['libs/domain/src/deadline/golden', 'libs/domain/src/calendar/county-calendar'];

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

describe('[I-02] dates are dates, wherever the machine stands', () => {
  it.each(['America/Santiago', 'Asia/Shanghai', 'Pacific/Auckland'])(
    'the golden rows and the holidays hold under TZ=%s',
    async (zone) => {
      // The machine's zone is taken at the start of a process, so the rules are tested in processes of their own.
      const env = { ...process.env, TZ: zone, NODE_OPTIONS: '--experimental-vm-modules' };
      const here = ['-p', 'Intl.DateTimeFormat().resolvedOptions().timeZone'];
      expect((await run(process.execPath, here, { env })).stdout.trim()).toBe(zone);

      const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'unit', '--runInBand', '--json'];
      const options = { env, cwd: root, maxBuffer: 1 << 26 };
      const { stdout } = await run(process.execPath, [...jest, '--testPathPatterns', ...rules], options);
      const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report;
      const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
      expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(report.numPassedTests).toBeGreaterThan(150);
    },
    60_000,
  );
});
