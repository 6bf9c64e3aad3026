import { type EffectName } from '../../case/effect-names.js';
import { type GuardName } from '../../case/guard-names.js';

/** What of an action's form an effect or a guard reads. */
interface FieldsRead {
  /** Without these it does or judges nothing sensible: the form demands them. */
  readonly needs?: readonly string[];
  /** The form offers these, or the name stands in the action for nothing. */
  readonly takes?: readonly string[];
  /** Read where they are there. */
  readonly may?: readonly string[];
}

/** A test reads `effects.ts` along with this table: an effect that reads a field which is not here fails it. */
export const fieldsOfEffects: Readonly<Partial<Record<EffectName, FieldsRead>>> = {
  register: {
    needs: ['villageCode'],
    may: ['urgency', 'category', 'kind', 'confidential', 'accusedUnit', 'accusedPerson'],
  },
  classify: { may: ['category', 'urgency', 'kind', 'tier'] },
  'set-confidential': { needs: ['confidential'], takes: ['summary'] },
  'name-accused': { takes: ['accusedUnit', 'accusedPerson'] },
  'stand-on-leaders-list': { may: ['villageCode'] },
  'name-co-handlers': { takes: ['coHandlers'] },
  // where it may be left out the lead stays
  'assign-lead': { takes: ['lead'], may: ['handler'] },
  'uphold-return': { needs: ['lead'] },
  'overrule-co-handler': { needs: ['coHandler'] },
  'note-contact': { takes: ['contacted'] },
  'record-report': { may: ['outcome', 'measures'] },
  'record-callback': { needs: ['reached'], takes: ['satisfaction'] },
  'complete-by-ledger': { may: ['lead'] },
  'complete-on-the-spot': { may: ['measures'] },
  complete: { may: ['villageCode'] },
  extend: { needs: ['span'] },
  // what its own effect reckoned
  'new-round': { may: ['span'] },
  'set-urgency': { needs: ['urgency'] },
  'follow-case': { takes: ['follows'] },
  'merge-into': { needs: ['survivor'] },
  'split-off': { needs: ['parts'] },
  propose: { needs: ['blocker'] },
  'become-project': { takes: ['project', 'title', 'leader', 'lead'], may: ['text', 'blocker'] },
  'lead-project': { needs: ['leader'] },
  'tell-served': { takes: ['contacted'] },
  'meet-need': { needs: ['part'] },
};

export const fieldsOfGuards: Readonly<Partial<Record<GuardName, FieldsRead>>> = {
  'lead-exists': { needs: ['lead'], may: ['handler'] },
  'nobody-handles-who-is-accused': { takes: ['lead'], may: ['coHandlers'] },
  'summary-given': { needs: ['confidential'], takes: ['summary'] },
  'lifted-by-the-county-office': { needs: ['confidential'] },
  'co-handlers-exist': { takes: ['coHandlers'], may: ['lead'] },
  'sub-deadlines-in-time': { takes: ['coHandlers'], may: ['lead'] },
  'head-of-lead-unit-named': { needs: ['head'] },
  'head-stays-within-the-unit': { needs: ['lead'] },
  'co-handler-has-not-answered': { needs: ['coHandler'] },
  'tier-a-names-its-head': { takes: ['head'] },
  'extension-inside-caps': { needs: ['span'] },
  'emergency-does-not-rest': { needs: ['urgency'] },
  'told-by-today': { needs: ['on'] },
  'review-date-in-range': { needs: ['reviewOn'] },
  'recheck-date-in-range': { needs: ['recheckOn'] },
  'only-up-outside-the-office': { needs: ['urgency'] },
  'survivor-stands': { needs: ['survivor'] },
  'leader-named': { needs: ['leader'] },
  'inside-duty-list': { needs: ['lead'], takes: ['dutyReason'] },
  'units-exist': { may: ['coSigners', 'giver', 'organisation'] },
  'project-named': { takes: ['project', 'title', 'leader', 'lead'] },
  'lead-known': { may: ['lead'] },
  'part-is-the-own-units': { needs: ['part'] },
  'planned-ahead': { needs: ['plannedOn'] },
  'reached-by-today': { needs: ['reachedOn'] },
  'paid-as-committed': { needs: ['part', 'paid'] },
  'need-is-open': { needs: ['need'] },
};
