/** One step of a course: what is done and when; whatever else it carries goes into the action's form. */
export interface CourseStep {
  /** The action of the case type. */
  readonly do: string;
  /** Working days after the case began. */
  readonly on?: number;
  /** Time on the clock since the step before (`25min`). */
  readonly after?: string;
  /** Time on the clock before the present (`28h`); of a first step only. */
  readonly ago?: string;
  /** Who acts: a key of the cast, or a place around the case (`leader`, `first-secretary`, `township-office-1`). */
  readonly by?: string;
  /** `problem`: the words are the problem's own. */
  readonly of?: 'problem';
  readonly [field: string]: unknown;
}

/** How many cases go a course, and between which working days before today (negative) they begin. */
export interface ScheduleLine {
  readonly course: string;
  readonly cases: number;
  readonly begins?: readonly [number, number];
  readonly urgency?: string;
  readonly kind?: string;
  readonly lead?: string;
  /** `unlinked`: where no leader is linked; `tour`: the village of the demonstration accounts; else any linked one. */
  readonly villages?: 'unlinked' | 'tour';
}
