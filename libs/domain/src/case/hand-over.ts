import { isOpen, type CaseType } from './case-type.js';
import { alternativesOf } from './choice.js';
import { type CaseFacts } from './facts.js';

/** What of a case hangs on one person by name, beside the postings that anybody may take over. */
export const personalParts = ['handler', 'leader', 'decliner', 'project-leader', 'applicant'] as const;
export type PersonalPart = (typeof personalParts)[number];

/** The data of the event `hand-over`: who gave and who took which part. Codes and ids only. */
export interface HandedOverParts {
  readonly handOver: string;
  readonly from: string;
  readonly handler?: string;
  readonly leader?: string;
  readonly decliner?: string;
  readonly 'project-leader'?: string;
  readonly applicant?: string;
}

/** The parts of an open case that name this person; none of a case that is over. */
export function partsOf(type: CaseType, facts: CaseFacts, personId: string): readonly PersonalPart[] {
  if (!isOpen(type, facts.state)) return [];
  const named: Readonly<Record<PersonalPart, boolean>> = {
    handler: facts.leadPersonId === personId,
    leader: facts.leaderId === personId,
    decliner: facts.declinerId === personId && isWaitedOnAsDecliner(type, facts),
    'project-leader': facts.projectLeaderId === personId,
    applicant: facts.applications.some((one) => holderOf(one) === personId),
  };
  return personalParts.filter((part) => named[part]);
}

/** The facts after a hand-over: the successor stands where the predecessor stood; everything else is as it was. */
export function applyHandOver(facts: CaseFacts, data: Readonly<Record<string, unknown>>): CaseFacts {
  const taker = (part: PersonalPart, before: string | null) =>
    typeof data[part] === 'string' && before === data.from ? data[part] : before;
  return {
    ...facts,
    leadPersonId: taker('handler', facts.leadPersonId),
    leaderId: taker('leader', facts.leaderId),
    declinerId: taker('decliner', facts.declinerId),
    projectLeaderId: taker('project-leader', facts.projectLeaderId),
    // who applied stays on record: the second person must be another, also after a hand-over
    applications: facts.applications.map((one) => {
      const heldBy = taker('applicant', holderOf(one));
      return heldBy === null || heldBy === holderOf(one) ? one : { ...one, heldBy };
    }),
  };
}

/** Whom the decision about an application is told: who applied or in whose name, and after a hand-over who took it over. */
export function holderOf({ by, onBehalfOf, heldBy }: CaseFacts['applications'][number]): string | null {
  return heldBy ?? onBehalfOf ?? by;
}

/** Once the case has left the state that waits on its decliner, who declined it is history and stays with them. */
function isWaitedOnAsDecliner(type: CaseType, { state }: CaseFacts): boolean {
  const waitsOn = type.states.get(state)?.waitsOn;
  return waitsOn !== undefined && alternativesOf(waitsOn).some(({ value }) => value.includes('decliner'));
}
