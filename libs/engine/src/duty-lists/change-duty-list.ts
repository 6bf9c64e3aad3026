import { type DutyListPlan, planDutyList, type WantedDuty } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type ChangingDirectories } from '../ports/definitions.js';
import { type DutyLists } from '../ports/duty-lists.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';
import { type By } from '../sign-in/by.js';

export interface ChangeDutyListCommand extends By {
  readonly organisationId: string;
  /** The version of the list that the writer saw. */
  readonly version: number;
  readonly items: readonly WantedDuty[];
}

export type ChangeDutyListResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'refused'; readonly problems: (DutyListPlan & { ok: false })['problems'] };

/** Writes what an organisation is there for from now on (履职事项清单); what was, stays, with who changed it and when. */
export class ChangeDutyList {
  constructor(
    private readonly lists: DutyLists,
    private readonly directories: ChangingDirectories,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly categories: ReadonlySet<string>,
  ) {}

  async execute(tx: Tx, command: ChangeDutyListCommand): Promise<ChangeDutyListResult> {
    const { countyCode, organisationId, personId, accountId, version, items } = command;
    // changes of a county take turns: what is judged stays true until it is written
    const directory = await this.directories.locked(tx, countyCode);
    if (!directory.organisation(organisationId, tx.now)) return { kind: 'not-found' };
    const held = await this.lists.held(tx, countyCode, organisationId);
    if (held.version !== version) return { kind: 'stale', version: held.version };
    const plan = planDutyList(held.items, items, tx.now.epochMilliseconds, this.categories);
    if (!plan.ok) return { kind: 'refused', problems: plan.problems };
    const { ended, entered } = plan;
    if (ended.length + entered.length === 0) return { kind: 'done' };
    await this.lists.end(tx, personId, ended);
    const of = { countyCode, organisationId, by: personId };
    await this.lists.enter(tx, of, entered.map((one) => ({ ...one, id: this.numbering.newId() }))); // prettier-ignore
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'people-changed', personId, accountId },
      subject: { kind: 'organisation', id: organisationId },
      data: {
        change: 'duty-list',
        entered: entered.map(({ category }) => category),
        ended: ended.map(({ category }) => category),
      },
    });
    return { kind: 'done' };
  }
}
