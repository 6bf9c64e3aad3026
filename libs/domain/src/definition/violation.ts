/** The six properties of design §5, by their numbers there. */
export type PropertyNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** Where a case type or its policy breaks a property, and by which case that shows. */
export interface Violation {
  readonly property: PropertyNumber;
  readonly code: ViolationCode;
  readonly in: 'case-type' | 'policy';
  /** The place in that file: `states.accepted.waits-on`, `spans.handling`. */
  readonly path: string;
  /** What is true of the case for which it fails: `emergency, question, tier-a`. Absent: it fails for any. */
  readonly when?: string;
  /** The actions that bring a case from its opening to where it fails; absent where no case gets there. */
  readonly way?: readonly string[];
  /** The name at fault. */
  readonly value?: string;
  /** What its author may have meant. */
  readonly suggestion?: string;
}

/** Every way in which a property can fail, with the property that it belongs to. */
export const propertyOf = {
  // 1: somebody is waited on, and the chain ends high enough
  'choice-uncovered': 1,
  'waits-on-nobody': 1,
  'never-filled': 1,
  'chain-ends-too-low': 1,
  'nobody-above-the-supervisor': 1,
  'chain-goes-down': 1,
  // 2: time always leads somewhere
  'no-clock-runs': 2,
  'no-span': 2,
  'span-of-a-date': 2,
  'date-not-asked': 2,
  'subject-without-clock': 2,
  'too-many-courses': 2,
  // 3: ladders end with another person
  'no-ladder': 3,
  'ladder-ends-before-due': 3,
  'ladder-tells-nobody-else': 3,
  'repetition-tells-nobody-else': 3,
  'repetition-never-begins': 3,
  'system-never-acts': 3,
  'system-tells-nobody': 3,
  'not-provably-increasing': 3,
  'percent-without-span': 3,
  'repetition-is-no-step': 3,
  // 4: every state is reachable, and people can lead the case to an end
  'nothing-opens': 4,
  unreachable: 4,
  'no-way-out': 4,
  'terminal-is-left': 4,
  'never-decided': 4,
  // 5: clocks that must not run on do not
  'runs-on': 5,
  'clock-in-terminal': 5,
  'running-and-paused': 5,
  'paused-for-ever': 5,
  'nothing-to-pause': 5,
  'no-such-subject': 5,
  'clock-of-a-subject': 5,
  'headline-never-runs': 5,
  // 6: what is named exists, and what exists is used
  'unknown-clock': 6,
  'unknown-condition': 6,
  'unknown-piece': 6,
  'unknown-field': 6,
  'unknown-value': 6,
  'label-missing': 6,
  'field-missing': 6,
  'not-registered': 6,
  'not-by-the-system': 6,
  'not-from-there': 6,
  'system-fills-in-nothing': 6,
  'never-taken': 6,
  'never-chosen': 6,
  'never-told': 6,
  'window-uncovered': 6,
  'unused-clock': 6,
  'unused-piece': 6,
} as const satisfies Readonly<Record<string, PropertyNumber>>;

export type ViolationCode = keyof typeof propertyOf;

/** What a proof says of a violation; its property follows from its code. */
export type Found = Omit<Violation, 'property'>;
