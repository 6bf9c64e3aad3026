import { type RegionProblem } from '#persistence';
import { tellRegionProblem } from '../../../composition/src/index.js';
import { type Language } from '../http/language.js';
import { Problem } from '../http/problem.js';

/** Problems that one answer names; a wrong file has the same one on every line. */
const named = 100;

/** The problem document of a file of divisions that cannot be read: every line with what is wrong, up to a hundred. */
export function fileProblem(problems: readonly RegionProblem[], language: Language): Problem {
  return new Problem(422, 'bad-edition', {
    data: { count: problems.length },
    members: {
      count: problems.length,
      problems: problems.slice(0, named).map((one) => ({ ...one, reason: tellRegionProblem(one, language) })),
    },
  });
}
