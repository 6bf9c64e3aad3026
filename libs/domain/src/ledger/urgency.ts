import { compact } from './cell.js';

/** Urgency classes of a problem (特急、紧急、一般、复杂). */
export type LedgerUrgency = 'emergency' | 'urgent' | 'normal' | 'complex';

/** What a ledger calls each class; the label comes first. */
const words: Readonly<Record<LedgerUrgency, readonly string[]>> = {
  emergency: ['特急', '特急件', '特别紧急', '十万火急', '特提', 'emergency'],
  urgent: ['紧急', '急', '急件', '加急', '紧急件', '较急', '比较紧急', 'urgent'],
  normal: ['一般', '普通', '平件', '常规', '正常', '一般件', '普通件', '不急', '一般性', 'normal'],
  complex: ['复杂', '疑难', '疑难复杂', '复杂疑难', '复杂件', '疑难件', '重大复杂', 'complex'],
};

const byWord = new Map(
  (Object.keys(words) as LedgerUrgency[]).flatMap((urgency) => words[urgency].map((word) => [word, urgency] as const)),
);

/** The class that a cell's text names, or nothing. */
export function urgencyNamed(text: string): LedgerUrgency | undefined {
  const word = compact(text).toLowerCase();
  return byWord.get(word) ?? byWord.get(word.replace(/(事项|问题|程度|类|级)$/, ''));
}

/** The Chinese label of a class. */
export function urgencyLabel(urgency: LedgerUrgency): string {
  return words[urgency][0]!;
}

/** All labels in the order of the ladder: what a suggestion offers. */
export const urgencyLabels: readonly string[] = Object.values(words).map((list) => list[0]!);
