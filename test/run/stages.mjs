/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string[]} command a program of Node.js (a path from the checkout) with its arguments
 * @property {'one' | 'jest'} counts one check, or the tests that Jest writes down
 * @property {boolean} [needsBuild] whether its tests start what `npm start` starts
 * @property {boolean} [onDemand] whether it runs only where it is asked for: what starts, kills and cuts processes takes its time
 * @property {string} [onlyWhere] the environment variable without which it is left out
 */

const jest = (project, more = {}) => ({
  name: project,
  command: ['node_modules/jest/bin/jest.js', `--selectProjects=${project}`, '--maxWorkers=2'],
  counts: 'jest',
  ...more,
});

/** In the order of what fails soonest. @type {Stage[]} */
const all = [
  { name: 'lint', command: ['node_modules/eslint/bin/eslint.js', '.'], counts: 'one' },
  {
    name: 'architecture',
    command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs'],
    counts: 'one',
  },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'], counts: 'one' },
  { name: 'dependencies', command: ['test/dependencies/run.mjs'], counts: 'one' },
  { name: 'secrets', command: ['test/secrets/run.mjs'], counts: 'one' },
  jest('unit'),
  jest('scenario'),
  jest('integration', { needsBuild: true }),
  jest('faults', { needsBuild: true, onDemand: true }),
  jest('acceptance', { needsBuild: true, onlyWhere: 'ACCEPTANCE_DATA' }),
];

/** The stages that the command line asks for (all by default), and whether a skipped test counts as failed (`--no-skips`). */
export function chosen(words) {
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = [
    ...names.filter((name) => !all.some((stage) => stage.name === name)),
    // there is no longer form yet: the short one is all
    ...words.filter((word) => word.startsWith('--') && word !== '--no-skips' && word !== '--short'),
  ];
  if (unknown.length) {
    console.error(
      `unknown: ${unknown.join(' ')}; stages: ${all.map(({ name }) => name).join(' ')}; option: --no-skips`,
    );
    process.exit(2);
  }
  const wanted = all.filter(({ name, onDemand }) => (names.length > 0 ? names.includes(name) : !onDemand));
  return { stages: wanted.filter(isPossible), noSkips: words.includes('--no-skips') };
}

/** Stages that this machine cannot run, in words. */
export function leftOut(stages) {
  return all
    .filter((stage) => !isPossible(stage) && !stage.onDemand && !stages.includes(stage))
    .map(({ name, onlyWhere }) => `${name}: not run, because ${onlyWhere} is not set (the folder with its data).`);
}

const isPossible = ({ onlyWhere }) => !onlyWhere || Boolean(process.env[onlyWhere]);
