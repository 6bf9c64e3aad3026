import { type EditionPlan, type HangingOn, type RecordedChange, changesOf } from '#engine';

type Language = 'zh' | 'en';

const none: HangingOn = { cases: 0, links: 0, postings: 0, duties: 0, organisations: 0 };

/** What an edition would change, as the doors answer it: counted, then one by one with what hangs on each. */
export function planView(plan: EditionPlan, language: Language) {
  const counts: Record<string, number> = {};
  for (const { fate } of plan.comparison.fates) counts[fate.kind] = (counts[fate.kind] ?? 0) + 1;
  return {
    counts: { ...counts, new: plan.comparison.born.length },
    changes: changesOf(plan).map((change) => ({
      ...changeView(change, language),
      ...(change.fate.kind !== 'new' && { hanging: plan.hanging.get(change.code) ?? none }),
    })),
    needsDecision: plan.undecided,
  };
}

/** One change: the code, its name before, and what became of it. */
export function changeView({ code, name, fate }: RecordedChange, language: Language) {
  const { kind, ...more } = fate;
  const { name: newName, ...rest } = more as { name?: string };
  return { code, name, kind, label: labels[kind][language], ...(newName !== undefined && { newName }), ...rest };
}

const labels: Readonly<Record<RecordedChange['fate']['kind'], Record<Language, string>>> = {
  unchanged: { zh: '没有变化', en: 'unchanged' },
  renamed: { zh: '改名', en: 'renamed' },
  amended: { zh: '简称、类型或城乡分类有变', en: 'short name, kind or urban-rural class changed' },
  recoded: { zh: '换了代码', en: 'recoded' },
  merged: { zh: '并入', en: 'merged' },
  split: { zh: '拆分', en: 'split' },
  abolished: { zh: '撤销', en: 'abolished' },
  ambiguous: { zh: '去向不明,请决定', en: 'to be decided' },
  new: { zh: '新设', en: 'new' },
};
