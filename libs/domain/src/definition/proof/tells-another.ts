import { neverAsked, type Party } from '../../party/party.js';
import { type Step } from '../../ladder/policy.js';

/** Everybody whom a step tells when it fires: orders go to the supervisors, proposals to the leader above too. */
export function toldBy({ tell, inform, draft, propose }: Step): readonly Party[] {
  return [
    ...tell,
    ...inform,
    ...(draft || propose ? ['county-supervisor' as const] : []),
    ...(propose ? ['leader-above' as const] : []),
  ];
}

/**
 * Whether somebody hears who is not the one waited on, whoever of the chain that is: those before are missing then, so
 * that telling them counts for nothing. Above the leader above there is nobody: it is enough that the leader hears. Where
 * nobody is waited on, it is enough that somebody hears.
 */
export function tellsAnother(told: readonly Party[], chain: readonly Party[]): boolean {
  if (chain.length === 0) return told.some((party) => isHeardWithoutHolder(party));
  return chain.every((holder, at) => {
    const missing = chain.slice(0, at);
    const own = holder === 'leader-above' ? [] : membersOf(holder);
    const heard = told.flatMap((party) => membersOf(meant(party, holder, chain[at + 1])));
    return heard.some((one) => !neverAsked.has(one) && !missing.includes(one) && !own.includes(one));
  });
}

function isHeardWithoutHolder(party: Party): boolean {
  return party !== 'waited-on' && party !== 'level-above' && !neverAsked.has(party);
}

/** Whom a party that follows from whom is waited on means (`who-is.ts`). */
function meant(party: Party, holder: Party, next: Party = 'leader-above'): Party {
  switch (party) {
    case 'waited-on':
      return holder;
    case 'level-above':
      return next;
    case 'supervisor-or-above':
      return holder === 'county-supervisor' || holder === 'leader-above' ? 'leader-above' : 'county-supervisor';
    default:
      return party;
  }
}

function membersOf(party: Party): readonly Party[] {
  return party === 'lead-unit' ? ['handler', 'head'] : [party];
}
