import { assertNodeVersion } from './node-version.mjs';
import { build } from './build.mjs';
import { dependencies } from './dependencies.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { stepIfStale } from './step.mjs';

/** What a checkout may need before it runs, in this order; another part to build is another line here. */
const steps = { dependencies, build };

/**
 * Makes the named steps fresh and says what it does; what is fresh already costs a fraction of a second.
 * A step that fails ends the process with its message and exit code 1.
 * @param {(keyof typeof steps)[]} wanted
 */
export async function prepare(wanted) {
  assertNodeVersion();
  await oneAtATime(() => {
    for (const name of wanted) stepIfStale(name, steps[name]);
  });
}
