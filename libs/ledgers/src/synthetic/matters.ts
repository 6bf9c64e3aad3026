import { type Category, type LedgerKnowledge, type LedgerVillage } from '#domain';
import { type Chance } from './random.js';
import { placeWords, syntheticDetails, syntheticMark, syntheticResults, syntheticTitles } from './texts.js';

/** A made-up matter of a county: what a ledger row tells. */
export interface SyntheticMatter {
  readonly village: LedgerVillage;
  readonly registeredOn: string;
  readonly completedOn: string | null;
  readonly requester: string;
  readonly phone: string;
  readonly title: string;
  readonly text: string;
  readonly category: Category;
  readonly urgency: '特急' | '紧急' | '一般' | '复杂';
  readonly channel: string;
  readonly unit: string;
  readonly result: string | null;
}

const surnames = ['林', '陈', '黄', '郑', '雷', '蓝', '钟', '游', '尤', '张'] as const;
const called = ['某', '某某', '先生', '女士'] as const;
const channels = ['走访', '来访', '来信', '网上', '领导信箱', '上级转办', '12345'] as const;
const units = ['县住建局', '县交通运输局', '县水利局', '县民政局', '县教育局', '县卫健局', '县农业农村局'] as const;
const urgencies = ['一般', '一般', '一般', '一般', '紧急', '复杂', '特急'] as const;

/** The `number`th matter of a county, at `village`; different numbers give different titles. Registered within the `days` before today. */
export function syntheticMatter(
  chance: Chance,
  county: LedgerKnowledge,
  village: LedgerVillage,
  number: number,
  days = 170,
): SyntheticMatter {
  const category = chance.pick(county.categories);
  const templates = syntheticTitles[category.code] ?? syntheticTitles['other']!;
  const title = chance.pick(templates).replace('{w}', chance.pick(placeWords)).replace('{n}', String(number));
  const registered = dayBefore(county.today, chance.between(1, days));
  const completed = chance.happens(0.55)
    ? dayBefore(county.today, chance.between(0, daysBetween(registered, county.today)))
    : null;
  return {
    village,
    registeredOn: registered,
    completedOn: completed,
    requester: chance.pick(surnames) + chance.pick(called),
    // Numbers of a block that is given to nobody here: shaped like phones, reaching no one.
    phone: `1990000${String(chance.between(0, 9999)).padStart(4, '0')}`,
    title,
    text: `（${syntheticMark}）${title}。${chance.pick(syntheticDetails)}`,
    category,
    urgency: chance.pick(urgencies),
    channel: chance.pick(channels),
    unit: chance.pick(units),
    result: completed === null ? null : `（${syntheticMark}）${chance.pick(syntheticResults)}`,
  };
}

function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
