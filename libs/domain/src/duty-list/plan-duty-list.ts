/** One duty of an organisation as it is kept, from–to in epoch milliseconds, to exclusive. */
export interface HeldDuty {
  readonly id: string;
  readonly category: string;
  readonly from: number;
  readonly to: number;
}

/** One line of the list as it shall be; without a beginning: as it began, or from now on. */
export interface WantedDuty {
  readonly category: string;
  readonly from: number | null;
  readonly to: number;
}

export type DutyListProblem = 'unknown-category' | 'named-twice' | 'ends-before-it-begins' | 'in-the-past';

export type DutyListPlan =
  | {
      readonly ok: true;
      /** Lines that end otherwise than they did; at their own beginning where they had not begun. */
      readonly ended: readonly { readonly id: string; readonly category: string; readonly to: number }[];
      readonly entered: readonly Omit<HeldDuty, 'id'>[];
    }
  | {
      readonly ok: false;
      readonly problems: readonly {
        readonly line: number;
        readonly field: keyof WantedDuty;
        readonly code: DutyListProblem;
      }[];
    };

/**
 * What makes of an organisation's duty list the one that is wanted from now on. What is over stays as it was: a list may
 * be asked about any day of the past, so nothing begins or ends before now. `held`: what is not over.
 */
export function planDutyList(
  held: readonly HeldDuty[],
  wanted: readonly WantedDuty[],
  now: number,
  categories: ReadonlySet<string>,
): DutyListPlan {
  const kept = (one: WantedDuty) =>
    held.find((has) => has.category === one.category && (one.from === null || one.from === has.from));
  const lines = wanted.map((one) => ({ ...one, has: kept(one), from: one.from ?? kept(one)?.from ?? now }));
  const problems = lines.flatMap((one, line) => {
    const problem = (field: keyof WantedDuty, code: DutyListProblem) => [{ line, field, code }];
    if (!categories.has(one.category)) return problem('category', 'unknown-category');
    if (one.to <= one.from) return problem('to', 'ends-before-it-begins');
    if (!one.has && one.from < now) return problem('from', 'in-the-past');
    if (one.to < now) return problem('to', 'in-the-past');
    const isTwice = lines.slice(0, line).some((other) => other.category === one.category && other.from < one.to && one.from < other.to); // prettier-ignore
    return isTwice ? problem('category', 'named-twice') : [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const stays = new Map(lines.flatMap(({ has, to }) => (has ? [[has.id, to] as const] : [])));
  return {
    ok: true,
    ended: held.flatMap(({ id, category, from, to }) => {
      const until = stays.get(id) ?? Math.max(from, now);
      return until === to ? [] : [{ id, category, to: until }];
    }),
    entered: lines.flatMap(({ has, category, from, to }) => (has ? [] : [{ category, from, to }])),
  };
}
