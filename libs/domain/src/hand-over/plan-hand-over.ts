import { type Temporal } from 'temporal-polyfill';
import { type PersonalPart } from '../case/hand-over.js';
import { administrators, type Directory, type Duty, type Link, type Posting, type Role } from '../party/index.js';
import { leftVacant, neverVacant } from '../register/last-holder.js';

/** What somebody holds at the instant of a hand-over, and what is entered for later. */
export interface Held {
  readonly postings: readonly Posting[];
  readonly links: readonly (Link & { readonly id: string })[];
  readonly duties: readonly (Duty & { readonly id: string })[];
}

/** An open case that names the person, in these parts. */
export interface NamedCase {
  readonly id: string;
  readonly villageCode: string;
  readonly leadOrganisationId: string | null;
  readonly parts: readonly PersonalPart[];
}

export interface HandOverWish {
  readonly personId: string;
  /** Takes everything that `takers` gives to nobody else; null: what has no taker stays, and shows as vacant. */
  readonly successorId: string | null;
  /** Ids of postings that end. */
  readonly ends: readonly string[];
  readonly links: readonly string[];
  readonly duties: readonly string[];
  /** `all`: the whole work, whatever ends. `with-what-ends`: what no remaining posting answers for. */
  readonly cases: 'all' | 'with-what-ends';
  /** Who takes one posting, link, duty or case by its id. */
  readonly takers: Readonly<Record<string, string>>;
}

/** Everything that a hand-over does, decided once: applied by whoever carries it out, however often it is resumed. */
export interface HandOverPlan {
  readonly personId: string;
  readonly postings: readonly Passed[];
  readonly links: readonly Passed[];
  readonly duties: readonly Passed[];
  readonly cases: HandOverWish['cases'];
  readonly villages: readonly string[];
  /** What the person goes on holding: cases that it answers for stay. */
  readonly remaining: readonly Pick<Posting, 'role' | 'organisationId' | 'regionCode'>[];
  readonly successorId: string | null;
  readonly takers: Readonly<Record<string, string>>;
}

/** A posting, link or duty that ends; null: nobody takes it, and it is vacant from then on. */
export interface Passed {
  readonly id: string;
  readonly successorId: string | null;
}

export type HandOverProblem =
  | { readonly code: 'nothing-to-hand-over' }
  | { readonly code: 'hands-over-to-oneself' }
  | { readonly code: 'not-held'; readonly field: 'ends' | 'links' | 'duties'; readonly id: string }
  | { readonly code: 'begins-at-that-instant'; readonly id: string }
  | { readonly code: 'successor-without-posting'; readonly personId: string }
  | { readonly code: 'administrators-stay-apart'; readonly personId: string }
  | { readonly code: 'last-supervisor' }
  | { readonly code: 'last-county-office' }
  /** The taker is not posted in the unit that leads these cases. */
  | { readonly code: 'successor-outside-the-unit'; readonly personId: string; readonly organisationId: string }
  | { readonly code: 'successor-is-no-leader'; readonly personId: string };

/** Judges a hand-over at an instant and says all that it does; problems are values. */
export function planHandOver(
  wish: HandOverWish,
  held: Held,
  named: readonly NamedCase[],
  directory: Directory,
  at: Temporal.Instant,
  countyCode: string,
): { readonly ok: true; readonly plan: HandOverPlan } | { readonly ok: false; readonly problem: HandOverProblem } {
  const plan = planOf(wish, held);
  const problem =
    unknownPart(wish, held, at) ??
    wrongTaker(wish, held, plan, directory, at) ??
    lastHolder(plan, held, directory, at, countyCode) ??
    wrongCaseTaker(plan, held, named, directory, at);
  if (problem) return { ok: false, problem };
  const isEmpty = [plan.postings, plan.links, plan.duties].every(({ length }) => length === 0);
  if (isEmpty && movingCases(plan, named) === 0) return { ok: false, problem: { code: 'nothing-to-hand-over' } };
  return { ok: true, plan };
}

/** The parts of a case that move, and to whom; a part without a taker stays. */
export function partsThatMove(
  plan: HandOverPlan,
  one: NamedCase,
): readonly { readonly part: PersonalPart; readonly successorId: string }[] {
  const successorId = plan.takers[one.id] ?? plan.successorId;
  if (successorId === null) return [];
  return one.parts.filter((part) => moves(plan, one, part)).map((part) => ({ part, successorId }));
}

function movingCases(plan: HandOverPlan, named: readonly NamedCase[]): number {
  return named.filter((one) => partsThatMove(plan, one).length > 0).length;
}

function planOf({ personId, successorId, ends, links, duties, cases, takers }: HandOverWish, held: Held): HandOverPlan {
  const passed = (ids: readonly string[]) => ids.map((id) => ({ id, successorId: takers[id] ?? successorId }));
  return {
    ...{ personId, successorId, cases, takers },
    ...{ postings: passed(ends), links: passed(links), duties: passed(duties) },
    villages: held.links.filter(({ id }) => links.includes(id)).map(({ villageCode }) => villageCode),
    remaining: held.postings
      .filter(({ id }) => !ends.includes(id))
      .map(({ role, organisationId, regionCode }) => ({ role, organisationId, regionCode })),
  };
}

/** Whether the person, with what remains, no longer answers for this part of the case. */
function moves({ cases, remaining, villages }: HandOverPlan, one: NamedCase, part: PersonalPart): boolean {
  if (cases === 'all') return true;
  const covers = (region: string) => one.villageCode.startsWith(region);
  switch (part) {
    case 'handler':
      return !remaining.some(({ organisationId }) => organisationId === one.leadOrganisationId);
    case 'leader':
      return villages.includes(one.villageCode) || !remaining.some(({ role }) => role === 'leader');
    case 'decliner':
      return !remaining.some(({ role, regionCode }) => offices.has(role) && covers(regionCode));
    case 'project-leader':
      return !remaining.some(({ role }) => role === 'leader');
    case 'applicant':
      return !remaining.some(
        ({ organisationId, regionCode }) => covers(regionCode) || organisationId === one.leadOrganisationId,
      );
  }
}

function unknownPart(wish: HandOverWish, held: Held, at: Temporal.Instant): HandOverProblem | null {
  for (const field of ['ends', 'links', 'duties'] as const) {
    const own = field === 'ends' ? held.postings : held[field];
    const id = wish[field].find((wanted) => !own.some((one) => one.id === wanted));
    if (id !== undefined) return { code: 'not-held', field, id };
  }
  const begins = [...held.postings, ...held.links].find(
    ({ id, from }) => from === at.epochMilliseconds && (wish.ends.includes(id) || wish.links.includes(id)),
  );
  return begins ? { code: 'begins-at-that-instant', id: begins.id } : null;
}

function wrongTaker(
  wish: HandOverWish,
  held: Held,
  plan: HandOverPlan,
  directory: Directory,
  at: Temporal.Instant,
): HandOverProblem | null {
  const takers = new Set([wish.successorId, ...Object.values(wish.takers)].filter((id) => id !== null));
  const begun = begunPostings(plan, held, directory, at);
  for (const personId of takers) {
    if (personId === wish.personId) return { code: 'hands-over-to-oneself' };
    const roles = rolesAfter(personId, plan, held, directory, at);
    if (roles.length === 0) return { code: 'successor-without-posting', personId };
    if (mixesAdministration(personId, begun, directory)) return { code: 'administrators-stay-apart', personId };
  }
  return null;
}

/** An administrator sees no cases and holds nothing else (design §10), now and as long as what begins for the taker lasts. */
function mixesAdministration(personId: string, begun: readonly Posting[], directory: Directory): boolean {
  const own = begun.filter((one) => one.personId === personId);
  return own.some((one) => {
    const beside = [...directory.postingsDuring(personId, one), ...own.filter((other) => other !== one)];
    return beside.some(({ role }) => administrators.has(role) || administrators.has(one.role));
  });
}

/** The county is never without a supervisor or an office: the last one leaves when somebody takes over. */
function lastHolder(
  plan: HandOverPlan,
  held: Held,
  directory: Directory,
  at: Temporal.Instant,
  countyCode: string,
): HandOverProblem | null {
  const before = neverVacant.flatMap((role) => directory.everHolding(role));
  const now = at.epochMilliseconds;
  const ended = new Set(plan.postings.map(({ id }) => id));
  const begun = begunPostings(plan, held, directory, at);
  const after = [...before.filter(({ id }) => !ended.has(id)), ...begun];
  const role = leftVacant(before, after, countyCode, now);
  return role && { code: role === 'supervisor' ? 'last-supervisor' : 'last-county-office' };
}

/**
 * The postings that begin for successors: for what is left of the term, or until one of their own begins in the same place;
 * none, where they are in that place already.
 */
function begunPostings(plan: HandOverPlan, held: Held, directory: Directory, at: Temporal.Instant): readonly Posting[] {
  const from = at.epochMilliseconds;
  return plan.postings.flatMap(({ id, successorId }) => {
    const passed = held.postings.find((one) => one.id === id);
    if (!passed || successorId === null) return [];
    const own = directory
      .postingsDuring(successorId, { from, to: passed.to })
      .filter((one) => isSamePlace(one, passed));
    const to = Math.min(passed.to, ...own.map((one) => one.from));
    return to > from ? [{ ...passed, personId: successorId, from, to }] : [];
  });
}

const isSamePlace = (a: Posting, b: Posting): boolean =>
  a.organisationId === b.organisationId && a.role === b.role && a.regionCode === b.regionCode;

function wrongCaseTaker(
  plan: HandOverPlan,
  held: Held,
  named: readonly NamedCase[],
  directory: Directory,
  at: Temporal.Instant,
): HandOverProblem | null {
  for (const one of named) {
    for (const { part, successorId: personId } of partsThatMove(plan, one)) {
      const organisationId = one.leadOrganisationId;
      if (part === 'handler' && organisationId && !postedAfter(personId, organisationId, plan, held, directory, at)) {
        return { code: 'successor-outside-the-unit', personId, organisationId };
      }
      if (rolesAfter(personId, plan, held, directory, at).some((role) => administrators.has(role))) {
        return { code: 'administrators-stay-apart', personId };
      }
      if (part === 'leader' && !rolesAfter(personId, plan, held, directory, at).includes('leader')) {
        return { code: 'successor-is-no-leader', personId };
      }
    }
  }
  return null;
}

function postingsTaken(personId: string, plan: HandOverPlan, held: Held): readonly Posting[] {
  const ids = plan.postings.filter(({ successorId }) => successorId === personId).map(({ id }) => id);
  return held.postings.filter(({ id }) => ids.includes(id));
}

function postingsAfter(
  personId: string,
  plan: HandOverPlan,
  held: Held,
  directory: Directory,
  at: Temporal.Instant,
): readonly Posting[] {
  return [...directory.postingsOf(personId, at), ...postingsTaken(personId, plan, held)];
}

function rolesAfter(
  personId: string,
  plan: HandOverPlan,
  held: Held,
  directory: Directory,
  at: Temporal.Instant,
): readonly Role[] {
  return [...new Set(postingsAfter(personId, plan, held, directory, at).map(({ role }) => role))];
}

function postedAfter(
  personId: string,
  organisationId: string,
  plan: HandOverPlan,
  held: Held,
  directory: Directory,
  at: Temporal.Instant,
): boolean {
  return postingsAfter(personId, plan, held, directory, at).some((one) => one.organisationId === organisationId);
}

const offices: ReadonlySet<Role> = new Set(['township-office', 'county-office']);
