import { type CaseFacts, townshipOf } from '#domain';
import { type Cast, type CastPerson } from '../people/cast.js';

/** Who takes an action where the course does not say so. */
const usual: Readonly<Record<string, string>> = {
  open: 'whoever-visits',
  'complete-on-the-spot': 'whoever-visits',
  'request-extension': 'handler',
  'request-suspension': 'handler',
  defer: 'county-office-1',
  convert: 'chief-leader',
  'set-urgency': 'county-office-1',
  accept: 'township-office-1',
  decline: 'township-office-2',
  told: 'township-office-1',
  dispatch: 'county-office-1',
  'approve-report': 'county-office-1',
  'reject-report': 'county-office-1',
  complete: 'county-office-1',
  reopen: 'county-office-1',
  callback: 'county-office-2',
  receive: 'handler',
  return: 'handler',
  note: 'handler',
  report: 'handler',
  answer: 'co-handler',
  confirm: 'leader',
  designate: 'supervisor-1',
  clear: 'supervisor-1',
  urge: 'supervisor-1',
  'issue-order': 'supervisor-2',
  'drop-order': 'supervisor-2',
};

/** The person who takes an action on a case, `by` a place around it or by key; undefined where the place is vacant. */
export function actorOf(
  action: string,
  by: string | undefined,
  villageCode: string,
  facts: CaseFacts | null,
  cast: Cast,
): CastPerson | undefined {
  const place = by ?? usual[action];
  switch (place) {
    case undefined:
      throw new Error(`nobody is known to take the action ${action}`);
    case 'whoever-visits':
      return (
        cast.find(`${villageCode}/village-clerk-1`) ??
        cast.find(`${villageCode}/first-secretary-1`) ??
        cast.person(`${townshipOf(villageCode)}/field-cadre-1`)
      );
    case 'first-secretary':
      return cast.find(`${villageCode}/first-secretary-1`) ?? cast.person('county-office-2');
    case 'handler':
      return cast.holder(facts!.leadOrganisationId!, 'handler');
    case 'co-handler':
      return cast.holder(facts!.coHandlers[0]!.organisationId, 'handler');
    case 'leader':
      return cast.leaderOf(villageCode);
    default:
      return cast.find(place) ?? cast.person(`${townshipOf(villageCode)}/${place}`);
  }
}
