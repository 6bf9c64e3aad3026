import { type Actor, hasNumbers, identitiesOf, isOpen, mayReveal, type RevealReason } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseRecord } from '../ports/case-store.js';
import { type Definitions } from '../ports/definitions.js';
import { type PersonalReads, type ReadableCases, type Requesters } from '../ports/personal-data.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';
import { fullUntil } from './full-until.js';

export interface RevealRequesterCommand {
  readonly caseId: string;
  readonly accountId: string;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly reason: RevealReason;
}

export type RevealRequesterResult =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'too-often'; readonly until: Temporal.Instant }
  | {
      readonly kind: 'revealed';
      readonly name: string | null;
      readonly phone: string | null;
      /** The words in which a phone or an identity number is masked otherwise, by id. */
      readonly texts: readonly { readonly id: string; readonly body: string }[];
    };

/** Shows who asked, whole and once: for a reason, on record, and not as often as one likes (design §10). */
export class RevealRequester {
  constructor(
    private readonly cases: ReadableCases,
    private readonly requesters: Requesters,
    private readonly definitions: Definitions,
    private readonly reads: PersonalReads,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, command: RevealRequesterCommand): Promise<RevealRequesterResult> {
    const { actor, accountId, reason } = command;
    const personId = actor.personId!;
    const record = await this.cases.record(tx, command.scope, command.caseId);
    if (!record) return { kind: 'not-found' };
    const reader = await this.readerAmong(tx, record, identitiesOf(actor));
    if (!reader) return { kind: 'not-allowed' };
    const { reads, texts } = await this.cases.texts(tx, command.scope, record, []);
    if (reads !== 'whole') return { kind: 'not-allowed' };

    const until = await fullUntil(tx, this.reads, personId);
    if (until) return { kind: 'too-often', until };

    const { countyCode, requesterId } = record;
    const identity = requesterId === null ? null : await this.requesters.read(tx, countyCode, requesterId);
    const withNumbers = [...texts].flatMap(([id, { body }]) => (body && hasNumbers(body) ? [{ id, body }] : []));
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'personal-data-read', personId, accountId },
      subject: { kind: 'requester', id: record.id },
      data: { reason, texts: withNumbers.length, ...(reader.actedBy && { onBehalfOf: reader.personId }) },
    });
    return { kind: 'revealed', name: identity?.name ?? null, phone: identity?.phone ?? null, texts: withNumbers };
  }

  /** As whom it may be read: as oneself where that is allowed, else in the name of somebody who is away. */
  private async readerAmong(tx: Tx, record: CaseRecord, identities: readonly Actor[]): Promise<Actor | undefined> {
    const { type } = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    const { villageCode, leadOrganisationId, confidential, state } = record.facts;
    const about = { villageCode, leadOrganisationId, confidential, open: isOpen(type, state) };
    return identities.find(({ postings }) => mayReveal(postings, about));
  }
}
