// What is installed is what was chosen, under licences that allow it: `npm test -- dependencies`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../apps/local/prepare/root.mjs';
import { licencesOf } from './licences.mjs';
import { lockFileProblems } from './lock-file.mjs';

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const lock = read('package-lock.json');
const { counts, refused } = licencesOf(lock);
for (const [licence, count] of counts) console.log(`${String(count).padStart(5)}  ${licence}`);
const problems = [
  ...lockFileProblems(lock, read('package.json')),
  ...refused.map((one) => `licence not decided on: ${one}`),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
