import { type OpenedCase } from './case-type.js';
import { type Consequence, type Effect } from './effect.js';
import { text, textOrNull } from './event-data.js';
import { type EventData } from './event.js';
import { type CaseFacts, type CaseLink, isLinked } from './facts.js';

/** Effects by which one case has to do with others (design §5). Each case's own log tells its side. */
export const effectsOnCases = {
  /** What a case follows that is over and read-only: an objection after archiving. */
  'follow-case': {
    apply: (facts, { data }) =>
      typeof data.follows === 'string' ? withLinks(facts, { kind: 'follows', caseId: data.follows }) : facts,
  },

  /** The case goes on in the surviving one, which counts how often its problem was told. */
  'merge-into': {
    apply: (facts, { data }) => withLinks(facts, { kind: 'merged-into', caseId: text(data.survivor) }),
    elsewhere: (_facts, { data }) => [{ kind: 'link', caseId: text(data.survivor), link: 'repeat' }],
  },

  /** Each part becomes a case of its own, of the same requester. */
  'split-off': {
    prepare: ({ parts }, _context, _facts, _actor, newId) => ({
      parts: partsIn(parts).map((part) => ({ ...part, caseId: newId() })),
    }),
    apply: (facts, { data }) =>
      withLinks(facts, ...partsIn(data.parts).map(({ caseId }) => ({ kind: 'part', caseId: text(caseId) }) as const)),
    elsewhere: (facts, { data }) => partsIn(data.parts).map((part) => opened(part, facts)),
  },

  propose: {
    apply: (facts, { actor, at, data }) => ({
      ...facts,
      proposal: { blocker: text(data.blocker), by: textOrNull(data.onBehalfOf) ?? actor.personId, at },
    }),
  },

  /** The key project that serves the case from now on: one that is there, or a new one (design §5). */
  'become-project': {
    prepare: ({ project, leader }, { others }, _facts, _actor, newId) =>
      typeof project === 'string'
        ? { projectLeader: others?.get(project)?.facts.projectLeaderId ?? null }
        : { newProject: newId(), projectLeader: leader },
    apply: (facts, { data }) => ({
      ...withLinks(facts, { kind: 'project', caseId: text(data.project, text(data.newProject)) }),
      projectLeaderId: textOrNull(data.projectLeader),
      proposal: null,
    }),
    elsewhere: (facts, { data }, { opens }) => [projectOf(facts, data, opens!)],
  },

  /** Who leads a key project: it stands on that leader's list. */
  'lead-project': {
    apply: (facts, { data }) => ({
      ...facts,
      leaderId: textOrNull(data.leader),
      projectLeaderId: textOrNull(data.leader),
    }),
  },

  /** News of the project is news to each whom it serves. */
  'tell-served': {
    elsewhere: ({ links }, { data }) => (data.contacted === true ? toServed(links, 'news') : []),
  },

  /** Those whom the project served are no longer taken care of by it. */
  'end-project': { elsewhere: ({ links }) => toServed(links, 'project-ended') },

  /** The need that an accepted match was offered for. */
  'meet-need': {
    apply: (facts, { data }) => {
      const need = facts.parts.find(({ id }) => id === data.part)?.data.need;
      return { ...facts, parts: facts.parts.map((one) => (one.id === need ? { ...one, state: 'met' } : one)) };
    },
  },

  /** Out of the project's hands: the case has its own handler again. */
  'leave-project': { apply: (facts) => ({ ...facts, projectLeaderId: null }) },
} as const satisfies Readonly<Record<string, Effect>>;

function withLinks(facts: CaseFacts, ...links: readonly CaseLink[]): CaseFacts {
  const added = links.filter((link) => !isLinked(facts, link));
  return added.length > 0 ? { ...facts, links: [...facts.links, ...added] } : facts;
}

function defined(fields: EventData): EventData {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toServed(links: readonly CaseLink[], kind: 'news' | 'project-ended'): readonly Consequence[] {
  return links.filter((link) => link.kind === 'serves').map(({ caseId }) => ({ kind, caseId }));
}

type Part = Readonly<Record<string, unknown>>;

function partsIn(value: unknown): readonly Part[] {
  return Array.isArray(value) ? (value as Part[]) : [];
}

/** What protects the case that a part comes from protects the part. */
function opened({ caseId, ...own }: Part, facts: CaseFacts): Consequence {
  const { villageCode, category, urgency, kind, confidential, residentId } = facts;
  const asked = { residentId: residentId ?? undefined, confidential: confidential || undefined };
  const fields = defined({ villageCode, category, urgency, kind, ...asked, ...accusedIn(facts), ...own });
  return { kind: 'open', caseId: text(caseId), type: null, action: 'open', fields, link: 'part-of', ofRequester: true };
}

/** Whom a complaint accuses keeps out of what comes of it. */
function accusedIn({ accusedOrganisationId, accusedPersonId }: CaseFacts): EventData {
  return { accusedUnit: accusedOrganisationId ?? undefined, accusedPerson: accusedPersonId ?? undefined };
}

function projectOf(facts: CaseFacts, data: EventData, opens: OpenedCase): Consequence {
  const { villageCode, category, urgency } = facts;
  if (typeof data.project === 'string') return { kind: 'link', caseId: data.project, link: 'serves' };
  const { newProject, title, text: words, blocker, projectLeader: leader, lead } = data;
  return {
    kind: 'open',
    caseId: text(newProject),
    ...opens,
    fields: defined({ villageCode, category, urgency, title, text: words, blocker, leader, lead, ...accusedIn(facts) }),
    link: 'serves',
    ofRequester: false,
  };
}
