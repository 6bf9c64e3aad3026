import { Inject, Injectable } from '@nestjs/common';
import {
  type CaseEvent,
  type CasePart,
  type ClockState,
  conditionsOf,
  formatInstant,
  formatSpan,
  fundingOf,
  headlineOf,
  keyOf,
  knownAt,
  lampOf,
  maskName,
  maskNumbers,
  maskPhone,
  type Measure,
  replay,
  versionsAlong,
  waitedOn,
  whyNot,
} from '#domain';
import { type CaseRecord, type Tx } from '#engine';
import {
  CaseDetails,
  CaseLists,
  ledgerWords,
  linkedCases,
  PgAttachments,
  PgDefinitions,
  PgDirectories,
  type ReadEvent,
  type ReadTexts,
  type ReadTimer,
  RequesterVault,
} from '#persistence';
import { AjvForms } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { attachmentView } from '../attachments/attachment-view.js';
import { type Language } from '../http/language.js';
import { type ReaderIdentity } from '../session/reader.js';
import { caseView } from './case-view.js';
import { tellRefusal } from './refusals.js';

/** Puts one case together for a reader: its fields, its clocks, its history, and what the reader may do now. */
@Injectable()
export class CaseReader {
  constructor(
    @Inject(CaseLists) private readonly lists: CaseLists,
    @Inject(CaseDetails) private readonly details: CaseDetails,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(PgDirectories) private readonly directories: PgDirectories,
    @Inject(RequesterVault) private readonly requesters: RequesterVault,
    @Inject(AjvForms) private readonly forms: AjvForms,
    @Inject(PgAttachments) private readonly attachments: PgAttachments,
  ) {}

  /** The short answer, as in a list; null outside the reader's scope. */
  async short(tx: Tx, reader: ReaderIdentity, id: string, language: Language) {
    const item = await this.lists.one(tx, reader.scope, id);
    if (!item) return null;
    const { type, calendar } = await this.definitions.ofVersion(tx, item.countyCode, item.typeVersionId);
    return caseView(item, type, calendar, tx.now, language);
  }

  async whole(tx: Tx, reader: ReaderIdentity, id: string, language: Language) {
    const short = await this.short(tx, reader, id, language);
    const record = short && (await this.details.record(tx, reader.scope, id));
    if (!record) return null;
    const definition = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    const events = await this.details.events(tx, reader.scope, record);
    const timers = await this.details.pendingTimers(tx, record);
    const told = await this.tell(tx, { reader, record, definition, events, timers, at: tx.now }, language);
    return { ...short, ...told, ...(await this.actions(tx, reader, record, language)) };
  }

  /**
   * The case as it was at a past instant, to whoever may read it today: what its log had made it by then, with the
   * deadlines that held then and those whom it waited on; without what can be done. Null before it was known here.
   */
  async asOf(tx: Tx, reader: ReaderIdentity, id: string, at: Temporal.Instant, language: Language) {
    const today = await this.details.record(tx, reader.scope, id);
    if (!today) return null;
    const { countyCode, typeCode } = today;
    const whole = await this.details.log(tx, today);
    const along = await this.typesAlong(tx, today, whole);
    const isKnown = (event: CaseEvent) => Temporal.Instant.compare(knownAt(event), at) <= 0;
    const log = whole.filter(isKnown);
    const types = along.filter((_, i) => isKnown(whole[i]!));
    const inForce = await this.definitions.inForce(tx, countyCode, typeCode);
    const then = replay(log, types, inForce, await this.directories.of(tx, countyCode));
    if (!then) return null;
    const { type, ...replayed } = then;
    const record = { ...today, ...replayed, clocks: [...replayed.clocks].sort(byKey) };
    const measure = { ...inForce(at), type };
    const headline = headlineOf(measure.type, record.clocks, record.facts.state);
    const item = await this.lists.asItWas(tx, reader.scope, { record, headline, at });
    if (!item) return null;
    const known = new Set(log.map((event) => event.id));
    const events = (await this.details.events(tx, reader.scope, today)).filter((event) => known.has(event.id));
    const timers = await this.details.timersPendingAt(tx, today, at, record.clocks);
    return {
      asOf: formatInstant(at, measure.calendar.timeZone),
      ...caseView(item, measure.type, measure.calendar, at, language),
      ...(await this.tell(tx, { reader, record, definition: measure, events, timers, at }, language)),
    };
  }

  /** The version of its type that the case was on with each of its events. */
  private async typesAlong(tx: Tx, { typeVersionId }: CaseRecord, events: readonly CaseEvent[]) {
    const moves = events.filter(({ kind }) => kind === 'migrated');
    const ids = [typeVersionId, ...moves.flatMap(({ data }) => [String(data.from), String(data.to)])];
    const versions = await this.definitions.typesOf(tx, [...new Set(ids)]);
    return versionsAlong(versions.get(typeVersionId)!, events, versions);
  }

  /** What one case tells beside what a list shows of it, as it was at `at`. */
  private async tell(tx: Tx, { reader, record, definition, events, timers, at }: Told, language: Language) {
    const forHandlers = this.forms.wordsForHandlers(definition.type);
    const { reads, summary, texts } = await this.details.texts(tx, reader.scope, record, forHandlers);
    const text = [...texts.values()].find(({ kind }) => kind === 'text');
    return {
      text: maskNumbers(text?.body ?? ''),
      reads,
      // its words are those of today; that it was there, is of then
      summary: record.facts.summaryId && summary && maskNumbers(summary),
      requester: await this.requester(tx, record),
      kind: record.facts.kind,
      round: record.facts.round,
      returns: record.facts.returns,
      outcome: record.facts.outcome,
      onTheSpot: record.facts.onTheSpot,
      sampled: record.facts.sampled,
      measures: record.facts.measures,
      repeatCount: record.facts.repeatCount,
      links: (await linkedCases(tx, reader.scope, record.facts.links)).map((link) => ({
        ...link,
        title: link.title && maskNumbers(link.title),
      })),
      confirmBy: record.facts.confirmBy && formatInstant(record.facts.confirmBy, definition.calendar.timeZone),
      clocks: await this.clocks(tx, record, definition, at, language),
      events: events.map((event) => eventView(event, definition, texts, language)),
      attachments: (await this.attachments.ofCase(tx, reader.scope, record.id))
        .filter(({ uploadedAt }) => Temporal.Instant.compare(uploadedAt, at) <= 0)
        .map((one) => attachmentView(one, definition.calendar.timeZone)),
      // how the work is organised is nothing that a requester has to make out
      ...(reads !== 'own' && (await this.workOn(tx, record, { definition, timers, texts, at }, language))),
    };
  }

  private async clocks(
    tx: Tx,
    { countyCode, clocks }: CaseRecord,
    definition: Measure,
    at: Temporal.Instant,
    language: Language,
  ) {
    const directory = await this.directories.of(tx, countyCode);
    const unitOf = ({ name, subject }: ClockState) =>
      definition.type.clocks.get(name)?.of === 'assignment' ? directory.organisation(subject, at)?.name : undefined;
    return clocks.map((clock) => clockView(clock, definition, language, unitOf(clock)));
  }

  private async workOn(
    tx: Tx,
    record: CaseRecord,
    { definition, timers, texts, at }: Pick<Told, 'definition' | 'timers' | 'at'> & { texts: ReadTexts['texts'] },
    language: Language,
  ) {
    const { applications, order, extensions, proposal, parts } = record.facts;
    const { timeZone } = definition.calendar;
    return {
      applications: applications.map(({ id: application, action, by, at: asked, fields }) => ({
        id: application,
        action,
        label: definition.type.actions.get(action)?.label[language] ?? action,
        by,
        at: formatInstant(asked, timeZone),
        fields: inWords(fields, texts),
      })),
      extensions,
      proposal: proposal && { ...proposal, at: formatInstant(proposal.at, timeZone) },
      parts: parts.map((part) => partView(part, record, definition, texts, language, at)),
      ...(parts.some(({ kind }) => kind === 'funding') && { funding: fundingOf(parts) }),
      order,
      waitsOn: await this.waitsOn(tx, record, definition, at),
      timers: timers.map((timer) => ({ ...timer })),
    };
  }

  /** What is open to the reader now, each with its form, and why the rest is not. */
  async actions(tx: Tx, { actor }: ReaderIdentity, record: CaseRecord, language: Language) {
    const { type, policy, calendar } = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    const directory = await this.directories.of(tx, record.countyCode);
    const conditions = conditionsOf(record.facts, tx.now);
    const context = { now: tx.now, type, policy, calendar, directory, conditions, clocks: record.clocks };
    const judged = [...type.actions.values()]
      .filter(({ from }) => from.length > 0)
      .map((action) => ({ action, refusal: whyNot(action, actor, record.facts, context) }));
    return {
      actions: judged.flatMap(({ action, refusal }) =>
        refusal
          ? []
          : [
              {
                name: action.name,
                label: action.label[language],
                bulk: action.bulk,
                schema: this.forms.schema(type, action, language),
              },
            ],
      ),
      notOpen: judged.flatMap(({ action, refusal }) =>
        refusal
          ? [
              {
                name: action.name,
                label: action.label[language],
                code: refusal.code,
                reason: tellRefusal(refusal, language),
              },
            ]
          : [],
      ),
    };
  }

  /** Who asked, masked: enough to recognise somebody one knows, not to learn of somebody one does not (design §10). */
  private async requester(tx: Tx, { countyCode, requesterId }: CaseRecord) {
    const identity = requesterId && (await this.requesters.read(tx, countyCode, requesterId));
    if (!identity) return null;
    return {
      name: identity.name ? maskName(identity.name) : null,
      phone: identity.phone ? maskPhone(identity.phone) : null,
    };
  }

  private async waitsOn(tx: Tx, { countyCode, facts }: CaseRecord, { type }: Measure, at: Temporal.Instant) {
    const state = type.states.get(facts.state);
    if (!state) return null;
    const directory = await this.directories.of(tx, countyCode);
    return waitedOn(facts, { directory, state, conditions: conditionsOf(facts, at), now: at });
  }
}

/** A case at an instant, as far as one reader sees it. */
interface Told {
  readonly reader: ReaderIdentity;
  readonly record: CaseRecord;
  readonly definition: Measure;
  readonly events: readonly ReadEvent[];
  readonly timers: readonly ReadTimer[];
  readonly at: Temporal.Instant;
}

/** The order in which clocks are read. */
function byKey(a: ClockState, b: ClockState): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.subject < b.subject ? -1 : 1;
}

/** A clock of one unit of several names it. */
function clockView(clock: ClockState, { type, calendar }: Measure, language: Language, unit: string | undefined) {
  const at = (instant: Temporal.Instant | null) => instant && formatInstant(instant, calendar.timeZone);
  const label = type.clocks.get(clock.name)?.label[language] ?? clock.name;
  return {
    clock: keyOf(clock),
    label: unit ? (language === 'zh' ? `${label}(${unit})` : `${label} (${unit})`) : label,
    status: clock.status,
    span: clock.span && formatSpan(clock.span),
    startedAt: at(clock.startedAt),
    stoppedAt: at(clock.stoppedAt),
    pauses: clock.pauses.map(([from, to]) => [at(from), at(to)]),
    dueAt: at(clock.due),
    originalDueAt: at(clock.originalDue),
    warnAt: at(clock.warnAt),
    provisional: clock.provisional,
    version: clock.version,
  };
}

function eventView(
  { id, kind, at, actor, actorName, onBehalfOfName, from, to, data }: ReadEvent,
  { type, calendar }: Measure,
  texts: ReadTexts['texts'],
  language: Language,
) {
  const written = inWords(data, texts);
  // a resident is no office-holder: the name of who asks stays masked here too
  const name = actorName !== null && data.residentId === actor.personId ? maskName(actorName) : actorName;
  return {
    id,
    kind,
    label: type.actions.get(kind)?.label[language] ?? kind,
    at: formatInstant(at, calendar.timeZone),
    actor: {
      kind: actor.kind,
      personId: actor.personId,
      name,
      ...(onBehalfOfName !== null && { onBehalfOf: { id: String(data.onBehalfOf), name: onBehalfOfName } }),
    },
    from,
    to,
    data: written,
  };
}

/** A milestone, a funding source, a signature: what is known of it, and where it has a clock its date and lamp. */
function partView(
  { id, kind, state, data }: CasePart,
  { clocks }: CaseRecord,
  { type, calendar }: Measure,
  texts: ReadTexts['texts'],
  language: Language,
  now: Temporal.Instant,
) {
  const definition = type.parts.get(kind);
  const clock = clocks.find(({ name, subject }) => name === definition?.clock && subject === id);
  return {
    id,
    kind,
    label: definition?.label[language] ?? kind,
    state,
    stateLabel: definition?.states.get(state)?.[language] ?? state,
    ...inWords(data, texts),
    ...(clock && {
      dueAt: formatInstant(clock.due, calendar.timeZone),
      lamp: lampOf({ dueAt: clock.due, warnAt: clock.warnAt, running: clock.status === 'running' }, now),
    }),
  };
}

/** Data of an event with the texts in place of their ids, within lists too. */
function inWords(data: Readonly<Record<string, unknown>>, texts: ReadTexts['texts']): Record<string, unknown> {
  const written = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(written);
    if (typeof value === 'object' && value !== null) return inWords(value as Record<string, unknown>, texts);
    const text = typeof value === 'string' ? texts.get(value) : undefined;
    return text ? bodyOf(text) : value;
  };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, written(value)]));
}

/** A text as readers get it, its numbers masked: a ledger's words by their fields, everything else as it was written. */
function bodyOf({ kind, body }: { kind: string; body: string | null }): unknown {
  if (kind !== 'ledger' || body === null) return body && maskNumbers(body);
  return Object.fromEntries(Object.entries(ledgerWords(body)).map(([field, words]) => [field, maskNumbers(words)]));
}
