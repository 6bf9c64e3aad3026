import { formatInstant } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Language } from '../telling/language.js';

/** Somebody takes a file out of the house. */
export interface TakingOut {
  /** Name of who takes it. */
  readonly by: string;
  readonly at: Temporal.Instant;
  /** By which the audit finds the entry again: an id, of which the end is shown. */
  readonly reference: string;
  readonly language: Language;
  /** In the demonstration county, where nothing is real. */
  readonly synthetic: boolean;
}

/** What a file says of who took it and when, wherever it goes. */
export interface Mark {
  readonly text: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

const zone = 'Asia/Shanghai';

/** The mark of a file: one sentence for its lines and pages, and what stands in its properties. */
export function markOf({ by, at, reference, language, synthetic }: TakingOut): Mark {
  const minute = formatInstant(at, zone).slice(0, 16).replace('T', ' ');
  const said = {
    zh: `${by} 于 ${minute} 导出,仅限工作使用,不得转发(${reference.slice(-12)})`,
    en: `Exported by ${by} at ${minute} for work only, not to be passed on (${reference.slice(-12)})`,
  }[language];
  return { text: synthetic ? `合成数据 · ${said}` : said, by, at: at.toString() };
}
