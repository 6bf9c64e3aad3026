import { type Posting } from '../party/directory.js';
import { type RegisterEntries, type RegisterName } from './entries.js';

/** Who wants to write: a person with the postings of this instant. */
export interface Registrar {
  readonly personId: string;
  readonly postings: readonly Posting[];
}

type Rights = {
  readonly [Name in RegisterName]: (entry: RegisterEntries[Name], registrar: Registrar) => boolean;
};

/** Nobody gives a post to, or takes one from, themselves. */
export function isOwnPosting(
  register: RegisterName,
  entry: object,
  { personId }: Pick<Registrar, 'personId'>,
): boolean {
  return register === 'posting' && 'personId' in entry && entry.personId === personId;
}

const isAdministrator = (_entry: unknown, { postings }: Registrar) =>
  postings.some(({ role }) => role === 'system-admin');

const rights: Rights = {
  organisation: isAdministrator,
  person: isAdministrator,
  posting: (entry, registrar) =>
    !isOwnPosting('posting', entry, registrar) &&
    (isAdministrator(entry, registrar) ||
      (entry.role === 'village-clerk' && holdsAbove(registrar, ['township-office'], entry.regionCode))),
  link: ({ villageCode }, registrar) => holdsAbove(registrar, ['county-office'], villageCode),
  duty: ({ regionCode }, registrar) => holdsAbove(registrar, ['county-office', 'township-office'], regionCode),
};

/**
 * Whether a person may write such an entry: the system administrator organisations, persons and postings; the county
 * office links and the duty roster; a township office the clerks of its villages and the roster inside its township.
 */
export function mayWrite<Name extends RegisterName>(
  register: Name,
  entry: RegisterEntries[Name],
  registrar: Registrar,
): boolean {
  return rights[register](entry, registrar);
}

function holdsAbove({ postings }: Registrar, roles: readonly Posting['role'][], regionCode: string): boolean {
  return postings.some((held) => roles.includes(held.role) && regionCode.startsWith(held.regionCode));
}
