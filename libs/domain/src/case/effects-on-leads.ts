import { isInHandsOfTheLead } from './case-type.js';
import { coHandlersIn } from './co-handlers.js';
import { type Effect } from './effect.js';
import { text, textOrNull } from './event-data.js';
import { type CaseFacts } from './facts.js';

/** Effects by which a case comes into a unit's hands, goes back, and is assisted by others (actions.md). */
export const effectsOnLeads = {
  'name-co-handlers': {
    apply: (facts, { data }) => ({
      ...facts,
      coHandlers: coHandlersIn(data.coHandlers).map((one) => ({ ...one, settled: null })),
    }),
  },

  /** A new lead gets a window for returning; a transfer within the unit opens none. A lead assists nobody. */
  'assign-lead': {
    apply: (facts, { data, at, from }, type) => {
      // where the lead may be left as it is
      if (data.lead === undefined) return facts;
      const lead = text(data.lead);
      const stays = isInHandsOfTheLead(type, from) && lead === facts.leadOrganisationId;
      return {
        ...facts,
        leadOrganisationId: lead,
        leadPersonId: textOrNull(data.handler),
        coHandlers: facts.coHandlers.filter(({ organisationId }) => organisationId !== lead),
        dispatchedAt: stays ? facts.dispatchedAt : at,
      };
    },
  },

  /** A return is upheld when another lead takes over: the headline clock restarts there, the original deadline is kept (time.md §4). */
  'uphold-return': {
    clocks: (before, { data }, { headline }) =>
      upholdsReturn(before, data.lead)
        ? [{ order: 'restart', clock: headline, keepOriginal: true, keepSpan: true }]
        : [],
  },

  'forbid-return': { apply: (facts) => ({ ...facts, designated: true, arbitration: false }) },

  'count-return': {
    prepare: (_fields, { policy }, facts) => ({
      arbitration: (facts?.returns ?? 0) + 1 >= policy.returnsBeforeArbitration,
    }),
    apply: (facts, { data }) => ({ ...facts, returns: facts.returns + 1, arbitration: data.arbitration === true }),
  },

  'record-answer': {
    prepare: (_fields, _context, facts, { postings }) => ({
      coHandler: facts?.coHandlers.find(
        ({ organisationId, settled }) =>
          settled === null && postings.some((posting) => posting.organisationId === organisationId),
      )?.organisationId,
    }),
    apply: (facts, { data }) => settle(facts, text(data.coHandler), 'answered'),
  },
  'overrule-co-handler': { apply: (facts, { data }) => settle(facts, text(data.coHandler), 'overruled') },
} as const satisfies Readonly<Record<string, Effect>>;

/** Whether handing the case to this lead upholds a return: another takes over, and has the whole span (time.md §4). */
export function upholdsReturn({ leadOrganisationId }: Pick<CaseFacts, 'leadOrganisationId'>, lead: unknown): boolean {
  return leadOrganisationId !== null && leadOrganisationId !== lead;
}

function settle(facts: CaseFacts, organisationId: string, how: 'answered' | 'overruled'): CaseFacts {
  return {
    ...facts,
    coHandlers: facts.coHandlers.map((one) => (one.organisationId === organisationId ? { ...one, settled: how } : one)),
  };
}
