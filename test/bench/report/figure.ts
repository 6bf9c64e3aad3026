/** What is demanded of a figure: of what was measured, or of how it stands to its reference. */
export type Target = { readonly atMost: number; readonly of?: 'ratio' } | { readonly atLeast: number };

/** One line of the table. */
export interface Figure {
  readonly part: string;
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** The same work by other means, in the same run and the same unit. */
  readonly reference?: { readonly what: string; readonly measured: number };
  /** Null where a figure only explains others. */
  readonly target: Target | null;
  /** Load average of the machine when the figure was taken: above 2 on two cores, somebody else was at work. */
  readonly load: number;
  /** Parameters, plans, spreads: whatever a doubting reader asks for next. */
  readonly details?: unknown;
}

/** Measured ÷ reference; null without a reference. */
export function ratioOf({ measured, reference }: Figure): number | null {
  return reference ? measured / reference.measured : null;
}

/** By which factor a figure misses its target: up to 1 it holds. Null where nothing is demanded. */
export function missOf(figure: Figure): number | null {
  const { target, measured } = figure;
  if (!target) return null;
  if ('atLeast' in target) return target.atLeast / measured;
  return (target.of === 'ratio' ? ratioOf(figure)! : measured) / target.atMost;
}
