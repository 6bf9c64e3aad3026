/** What a command leaves with its process: 0 done, 1 not done (and why was told), 2 asked for wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Asked for wrongly: told with the usage, exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';

  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}
