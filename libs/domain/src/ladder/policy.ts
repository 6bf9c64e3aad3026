import { type Choice, type Conditions, choose, otherwise } from '../case/choice.js';
import { type Party } from '../party/party.js';
import { type Span, type StepOffset } from '../span/index.js';

/**
 * The windows that rules ask for: to return a case; for the linked leader's word; how long who acknowledges is spared
 * repetitions; the least that a rise in urgency leaves; the latest review date of a suspension and of a deferral; to object.
 */
export const windowNames = [
  'return',
  'confirmation',
  'acknowledgement',
  'raised',
  'suspension',
  'deferral',
  'objection',
] as const;
export type WindowName = (typeof windowNames)[number];

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

/** How often and by how much a deadline may be extended. */
export interface ExtensionCap {
  readonly times: number;
  /** The longest of each extension, in the unit of the clock that it lengthens. */
  readonly span: Span;
}

/** Spans, ladders, windows and caps of one county and type, effective-dated (`config/policies/*.yaml`). */
export class Policy {
  constructor(
    readonly type: string,
    readonly calendar: string,
    private readonly spans: ReadonlyMap<string, Choice<Span>>,
    private readonly ladders: ReadonlyMap<string, Choice<Ladder>>,
    /** Within what time something may be done, asked or answered, by name. */
    private readonly windows: ReadonlyMap<string, Choice<Span>>,
    readonly callbackTries: number,
    /** With this return the case goes to arbitration. */
    readonly returnsBeforeArbitration: number,
    private readonly extensions: Choice<ExtensionCap | null>,
    /** Of the cases that are sampled for a callback: this share, in percent. */
    readonly sampledPercent: number,
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

  /** The window of that name; undefined where the policy sets none, which then is no limit. */
  window(name: WindowName, conditions: Conditions): Span | undefined {
    const window = this.windows.get(name);
    return window && choose(window, conditions);
  }

  /** What may be extended under these conditions; null where nothing may. */
  extensionCap(conditions: Conditions): ExtensionCap | null {
    return choose(this.extensions, conditions) ?? null;
  }

  /** Names of the clocks that have a span here. */
  get clocks(): readonly string[] {
    return [...this.spans.keys()];
  }

  /** Names of the clocks that have a ladder of their own. */
  get climbed(): readonly string[] {
    return [...this.ladders.keys()].filter((name) => name !== otherwise);
  }

  /** Everything here that depends on the case, and where it is written. */
  get choices(): readonly { readonly path: string; readonly choice: Choice<unknown> }[] {
    return [
      ...[...this.spans].map(([clock, choice]) => ({ path: `spans.${clock}`, choice })),
      ...this.ladderChoices,
      ...[...this.windows].map(([name, choice]) => ({ path: `windows.${name}`, choice })),
      { path: 'caps.extension', choice: this.extensions },
    ];
  }

  get ladderChoices(): readonly { readonly path: string; readonly choice: Choice<Ladder> }[] {
    return [...this.ladders].map(([clock, choice]) => ({ path: `ladders.${clock}`, choice }));
  }

  /** Where the clock's ladder is written: under its own name, or with that of every other clock. */
  ladderPathOf(clock: string): string {
    return `ladders.${this.ladders.has(clock) ? clock : otherwise}`;
  }
}
