import { type Absence } from '#domain';
import { type AbsenceRecord } from '../ports/absences.js';

/** An absence as the rules judge it. */
export function inMilliseconds({
  personId,
  standInId,
  from,
  to,
}: Pick<AbsenceRecord, 'personId' | 'standInId' | 'from' | 'to'>): Absence {
  return { personId, standInId, from: from.epochMilliseconds, to: to.epochMilliseconds };
}
