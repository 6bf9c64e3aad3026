import { type ActionDefinition, type Refusal } from '#domain';
import { type CaseChange } from '../ports/case-store.js';
import { type FormProblem } from '../ports/forms.js';
import { type Scope } from '../ports/scope.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { Deciding, type DecidingParts, type WishedAction } from './deciding.js';

/** A case, and the version of it that the actor saw. */
export interface SeenCase {
  readonly id: string;
  readonly version: number;
}

export interface ActOnCasesCommand extends WishedAction {
  /** Each case once. */
  readonly cases: readonly SeenCase[];
  readonly scope: Scope;
  /** Decides everything and writes nothing. */
  readonly dryRun: boolean;
}

/** What became of the action on one of the cases. */
export type OneOfMany = { readonly id: string } & (
  | { readonly kind: 'done'; readonly version: number; readonly state: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'bad-fields'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** A bug, or a row that the database refused: this case is as it was. */
  | { readonly kind: 'failed'; readonly error: unknown }
);

/** So many cases that fail one after another are not at fault themselves. */
const enoughFailures = 3;

/**
 * Takes one action on many cases: each is decided by itself, as a single action is, and those that go through are
 * written together. One that cannot be decided or written holds up no other: then they are taken one by one.
 */
export class ActOnCases {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: DecidingParts,
  ) {}

  /** The results in the order in which the cases were named. Throws what stood in the way where nothing could be done. */
  async execute(command: ActOnCasesCommand): Promise<OneOfMany[]> {
    try {
      return await this.transactions.run((tx) => this.batch(tx, command));
    } catch (error) {
      return this.oneByOne(command, error);
    }
  }

  private async batch(tx: Tx, { cases, scope, dryRun, ...wish }: ActOnCasesCommand): Promise<OneOfMany[]> {
    const ids = cases.map(({ id }) => id);
    const records = await this.parts.cases.many(tx, ids, scope, { locked: !dryRun });
    const deciding = new Deciding(tx, wish, scope, this.parts);
    const changes: CaseChange[] = [];
    const results: OneOfMany[] = [];
    for (const { id, version } of cases) {
      const record = records.get(id);
      if (!record) {
        results.push({ id, kind: 'not-found' });
      } else if (record.version !== version) {
        results.push({ id, kind: 'stale', version: record.version });
      } else {
        const decided = await deciding.on(record, oneAtATime);
        if (decided.kind !== 'decided') {
          results.push({ id, ...decided });
          continue;
        }
        const { record: after } = decided.unfolding;
        changes.push(...decided.changes);
        results.push({ id, kind: 'done', version: after.version, state: after.facts.state });
      }
    }
    if (!dryRun) await this.parts.cases.save(tx, changes);
    return results;
  }

  private async oneByOne(command: ActOnCasesCommand, first: unknown): Promise<OneOfMany[]> {
    const results: OneOfMany[] = [];
    let failures: unknown[] = [];
    for (const one of command.cases) {
      if (failures.length === enoughFailures) {
        results.push({ id: one.id, kind: 'failed', error: failures[0] });
        continue;
      }
      try {
        results.push(...(await this.transactions.run((tx) => this.batch(tx, { ...command, cases: [one] }))));
        failures = [];
      } catch (error) {
        failures.push(error);
        results.push({ id: one.id, kind: 'failed', error });
      }
    }
    if (results.every(({ kind }) => kind === 'failed')) throw first;
    return results;
  }
}

/** What needs words of its own for each case is not open to many at once; the case type says what is. */
function oneAtATime({ bulk }: ActionDefinition): Refusal | null {
  return bulk ? null : { code: 'one-at-a-time' };
}
