import { type Choice, type Conditions, choose, conditionsNamedIn, otherwise } from '../case/choice.js';
import { type Party } from '../party/party.js';
import { type Span, type StepOffset } from '../span/index.js';

export const colours = ['blue', 'orange', 'red'] as const;
export type Colour = (typeof colours)[number];

/** One rung: when, whom it tells, and what it drafts or proposes for a person to decide. */
export interface Step {
  readonly name: string;
  readonly at: StepOffset;
  readonly level: 'urge' | null;
  readonly tell: readonly Party[];
  readonly inform: readonly Party[];
  readonly draft: Colour | null;
  readonly propose: 'interview' | 'county-list' | null;
  /** Only on clocks whose span is in one of these units; null: on any. */
  readonly forUnits: readonly string[] | null;
}

/** After the last step it is repeated, told only, until the clock stops. */
export interface Repetition {
  readonly every: Span;
  readonly tell: readonly Party[];
}

export interface Ladder {
  readonly steps: readonly Step[];
  readonly repeat: Repetition | null;
}

/** Spans, ladders, windows and caps of one county and type, effective-dated (`config/policies/*.yaml`). */
export class Policy {
  constructor(
    readonly type: string,
    readonly calendar: string,
    private readonly spans: ReadonlyMap<string, Choice<Span>>,
    private readonly ladders: ReadonlyMap<string, Choice<Ladder>>,
    private readonly windows: {
      readonly return: Choice<Span>;
      readonly confirmation: Span;
      readonly acknowledgement: Span;
    },
    readonly callbackTries: number,
    /** With this return the case goes to arbitration. */
    readonly returnsBeforeArbitration: number,
  ) {}

  /** The clock's span under these conditions; undefined where the policy gives it none. */
  spanOf(clock: string, conditions: Conditions): Span | undefined {
    const span = this.spans.get(clock);
    return span && choose(span, conditions);
  }

  /** The clock's own ladder, or the one for every other clock. */
  ladderOf(clock: string, conditions: Conditions): Ladder | undefined {
    const ladder = this.ladders.get(clock) ?? this.ladders.get(otherwise);
    return ladder && choose(ladder, conditions);
  }

  returnWindow(conditions: Conditions): Span | undefined {
    return choose(this.windows.return, conditions);
  }

  get confirmationWindow(): Span {
    return this.windows.confirmation;
  }

  /** How long who acknowledges is spared a ladder's repetitions. */
  get acknowledgementWindow(): Span {
    return this.windows.acknowledgement;
  }

  /** Names of the clocks that have a span here. */
  get clocks(): readonly string[] {
    return [...this.spans.keys()];
  }

  /** Names of the clocks that have a ladder of their own. */
  get climbed(): readonly string[] {
    return [...this.ladders.keys()].filter((name) => name !== otherwise);
  }

  /** Every condition that the policy asks for, and where it does. */
  conditionsNamed(): { path: string; name: string }[] {
    return [
      ...[...this.spans].flatMap(([clock, span]) => conditionsNamedIn(span, `spans.${clock}`)),
      ...[...this.ladders].flatMap(([clock, ladder]) => conditionsNamedIn(ladder, `ladders.${clock}`)),
      ...conditionsNamedIn(this.windows.return, 'windows.return'),
    ];
  }
}
