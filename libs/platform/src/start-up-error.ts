/** What a start-up failure is called; stable, so that scripts and tests can tell failures apart. */
export type StartUpFailure =
  | 'environment-invalid'
  | 'arguments-invalid'
  | 'port-busy'
  | 'key-unusable'
  | 'key-lost'
  | 'data-directory-unusable'
  | 'already-running'
  | 'postgres-unavailable'
  | 'schema-outdated'
  | 'config-invalid';

/**
 * A reason not to start that the person at the keyboard can do something about.
 * Doors print its two sentences and exit; the stack would only hide them.
 */
export class StartUpError extends Error {
  override readonly name = 'StartUpError';

  constructor(
    readonly code: StartUpFailure,
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }

  /** The two sentences, Chinese first, for a terminal. */
  forTerminal(): string {
    return `\n${this.zh}\n${this.en}\n`;
  }
}

/** What a door prints when start-up fails: a known failure without its stack, a bug with all it has. */
export function startUpMessage(failure: unknown): string {
  if (failure instanceof StartUpError) return failure.forTerminal();
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
