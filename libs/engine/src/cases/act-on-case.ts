import { type Refusal } from '#domain';
import { type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type FormProblem, type Forms } from '../ports/forms.js';
import { type Numbering } from '../ports/numbering.js';
import { type Places } from '../ports/places.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { Deciding, type DecidingParts, type WishedAction } from './deciding.js';

export interface ActOnCaseCommand extends WishedAction {
  readonly caseId: string;
  /** The version that the actor saw (`If-Match`). */
  readonly version: number;
  readonly scope: Scope;
}

export type ActOnCaseResult =
  | { readonly kind: 'done'; readonly record: CaseRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale'; readonly record: CaseRecord }
  | { readonly kind: 'bad-fields'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly record: CaseRecord };

/** Takes an action on a case: locks it, decides, and writes event, state, clocks, timers and messages together. */
export class ActOnCase {
  private readonly parts: DecidingParts;

  constructor(
    private readonly cases: CaseStore,
    definitions: Definitions,
    directories: Directories,
    places: Places,
    forms: Forms,
    numbering: Numbering,
  ) {
    this.parts = { cases, definitions, directories, places, forms, numbering };
  }

  async execute(tx: Tx, { caseId, version, scope, ...wish }: ActOnCaseCommand): Promise<ActOnCaseResult> {
    await this.cases.lockBefore(tx, caseId, wish.fields, scope);
    const record = await this.cases.lock(tx, caseId, scope);
    if (!record) return { kind: 'not-found' };
    if (record.version !== version) return { kind: 'stale', record };
    const decided = await new Deciding(tx, wish, scope, this.parts).on(record);
    switch (decided.kind) {
      case 'refused':
        return { ...decided, record };
      case 'bad-fields':
        return decided;
      case 'decided':
        await this.cases.save(tx, decided.changes);
        return { kind: 'done', record: decided.unfolding.record };
    }
  }
}
