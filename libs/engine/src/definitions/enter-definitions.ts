import { type CaseType, inForceAt, type Policy, type Shortcoming, shortcomingsOf } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import {
  type DefinitionKind,
  type DefinitionVersion,
  type DefinitionVersions,
  type OnWhoseWord,
} from '../ports/definition-versions.js';
import { type SoundForms } from '../ports/forms.js';
import { type Tx } from '../ports/transactions.js';
import { caseTypeIn, policyIn, type ReadVersion } from './read-version.js';

/** A case type, a policy, or both, as plain values. */
export interface DefinitionsToEnter {
  readonly caseType?: unknown;
  readonly policy?: unknown;
}

export interface EnteredVersion {
  readonly version: DefinitionVersion;
  /** False where a version that says the same was there. */
  readonly isNew: boolean;
}

/** What is wrong, and of which of the two. */
export interface EntryProblem extends Shortcoming {
  readonly of: Exclude<DefinitionKind, 'calendar'>;
}

export type EnterDefinitionsResult =
  | { readonly kind: 'entered'; readonly caseType: EnteredVersion | null; readonly policy: EnteredVersion | null }
  | { readonly kind: 'refused'; readonly problems: readonly EntryProblem[] };

/** What an administrator sends: checked whole, proven, and kept as drafts that somebody activates. Broken, nothing is kept. */
export class EnterDefinitions {
  constructor(
    private readonly versions: DefinitionVersions,
    private readonly forms: SoundForms,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, by: OnWhoseWord, sent: DefinitionsToEnter): Promise<EnterDefinitionsResult> {
    const { countyCode } = by;
    await this.versions.takeTurn(tx, countyCode);
    const type = sent.caseType === undefined ? null : caseTypeIn(sent.caseType);
    const policy = sent.policy === undefined ? null : policyIn(sent.policy);
    const problems = [
      ...(type ? told('case-type', type.ok ? this.problemsOf(type.value) : type.problems) : []),
      ...(policy ? told('policy', policy.ok ? await this.dangling(tx, countyCode, policy.value, type) : policy.problems) : []), // prettier-ignore
    ];
    if (problems.length > 0) return { kind: 'refused', problems };
    const unproven = await this.unproven(tx, countyCode, valueOf(type), valueOf(policy));
    if (unproven.length > 0) return { kind: 'refused', problems: unproven };
    return {
      kind: 'entered',
      caseType: type?.ok ? await this.enter(tx, by, 'case-type', type.value.code, sent.caseType) : null,
      policy: policy?.ok ? await this.enter(tx, by, 'policy', policy.value.type, sent.policy) : null,
    };
  }

  /** Beyond what reading a type finds: a word for addresses and filters, a way to open a case, and forms that hold. */
  private problemsOf(type: CaseType): Shortcoming[] {
    return [
      ...(codes.test(type.code) ? [] : [{ path: 'code', code: 'bad-value', value: type.code }]),
      ...(type.actions.has('open') ? [] : [{ path: 'actions.open', code: 'missing' }]),
      ...this.forms.brokenForms(type).map((action) => ({ path: `actions.${action}.form`, code: 'bad-value' })),
    ];
  }

  /** A policy needs the type that it measures and the calendar that it counts by. */
  private async dangling(
    tx: Tx,
    countyCode: string,
    { type, calendar }: Policy,
    sent: ReadVersion<CaseType> | null,
  ): Promise<Shortcoming[]> {
    const isTold = sent?.ok ? sent.value.code === type : sent !== null;
    const isThere = isTold || (!sent && (await this.versions.codes(tx, countyCode, 'case-type')).includes(type));
    const calendars = await this.versions.codes(tx, countyCode, 'calendar');
    return [
      ...(isThere ? [] : [{ path: 'type', code: 'unknown-name', value: type }]),
      ...(calendars.includes(calendar) ? [] : [{ path: 'calendar', code: 'unknown-name', value: calendar }]),
    ];
  }

  /**
   * The two are proven together. One that comes alone is proven with what is there of the other: with the version in
   * force, or with one that waits for it, such as a draft that was sent before.
   */
  private async unproven(
    tx: Tx,
    countyCode: string,
    type: CaseType | null,
    policy: Policy | null,
  ): Promise<EntryProblem[]> {
    if (type && policy) return told('policy', shortcomingsOf(type, policy));
    if (type) {
      const policies = await this.there(tx, countyCode, 'policy', type.code, policyIn);
      if (policies.length === 0) return [{ of: 'policy', path: '', code: 'missing' }];
      return told('policy', leastOf(policies.map((one) => shortcomingsOf(type, one))));
    }
    if (!policy) return [];
    const types = await this.there(tx, countyCode, 'case-type', policy.type, caseTypeIn);
    return told('policy', leastOf(types.map((one) => shortcomingsOf(one, policy))));
  }

  /** The version in force first, then the others, the newest first. */
  private async there<T>(
    tx: Tx,
    countyCode: string,
    kind: DefinitionKind,
    code: string,
    read: (body: unknown) => ReadVersion<T>,
  ): Promise<T[]> {
    const name = { countyCode, kind, code };
    const active = inForceAt(await this.versions.activations(tx, name), tx.now)?.versionId;
    const newest = (await this.versions.all(tx, name)).reverse();
    const ordered = [...newest.filter(({ id }) => id === active), ...newest.filter(({ id }) => id !== active)];
    return ordered.flatMap(({ body }) => {
      const found = read(body);
      return found.ok ? [found.value] : [];
    });
  }

  private async enter(
    tx: Tx,
    by: OnWhoseWord,
    kind: DefinitionKind,
    code: string,
    body: unknown,
  ): Promise<EnteredVersion> {
    const { countyCode, personId, accountId } = by;
    const entered = await this.versions.enter(tx, { countyCode, kind, code, body, personId });
    if (entered.isNew) {
      await this.audit.record(tx, {
        ...{ countyCode, kind: 'configuration-changed', personId, accountId, subject: { kind, id: code } },
        data: { hash: entered.version.hash, outcome: 'draft' },
      });
    }
    return entered;
  }
}

/** Codes stand in addresses and in filters of lists. */
const codes = /^[a-z][a-z0-9-]{0,58}[a-z0-9]$/;

function told(of: EntryProblem['of'], problems: readonly Shortcoming[]): EntryProblem[] {
  return problems.map((one) => ({ ...one, of }));
}

function valueOf<T>(read: ReadVersion<T> | null): T | null {
  return read?.ok ? read.value : null;
}

/** Nothing where one of them is proven; otherwise what the first, which is in force, lacks. */
function leastOf(proofs: readonly (readonly Shortcoming[])[]): readonly Shortcoming[] {
  return proofs.find(({ length }) => length === 0) ?? proofs[0] ?? [];
}
