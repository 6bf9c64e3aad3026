import { type CaseType, compileCalendar, type Policy, readCaseType, readPolicy, type Shortcoming } from '#domain';
import { type Temporal } from 'temporal-polyfill';

export type ReadVersion<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Shortcoming[] };

/** A case type as its version says it. */
export function caseTypeIn(body: unknown): ReadVersion<CaseType> {
  const read = readCaseType(body);
  return read.ok ? { ok: true, value: read.type } : read;
}

/** A policy as its version says it. */
export function policyIn(body: unknown): ReadVersion<Policy> {
  const read = readPolicy(body);
  return read.ok ? { ok: true, value: read.policy } : read;
}

/** What is wrong with a calendar that is to be in force from then on; of a version of a calendar the body has the statutory years too. */
export function calendarProblems(body: unknown, from: Temporal.Instant): readonly Shortcoming[] {
  const { definition, statutory } = body as { definition: unknown; statutory: Parameters<typeof compileCalendar>[1] };
  const compiled = compileCalendar(definition, statutory, from.toZonedDateTimeISO('UTC').toPlainDate());
  return compiled.ok ? [] : compiled.problems.map(({ field, code }) => ({ path: field, code }));
}
