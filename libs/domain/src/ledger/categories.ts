import { compact } from './cell.js';
import { nearestTo } from './near.js';

/** One class of problem, as `config/categories.yaml` holds it. */
export interface Category {
  /** Stable English code. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other words that ledgers use for it. */
  readonly synonyms: readonly string[];
}

/** Finds the category that a ledger cell names. Built once an import. */
export class CategoryList {
  readonly #byWord = new Map<string, Category>();
  readonly #labels: readonly string[];
  /** The class for the rest (code `other`), which rows without a class fall into. */
  readonly fallback: Category | undefined;

  constructor(categories: readonly Category[]) {
    this.fallback = categories.find((category) => category.code === 'other');
    this.#labels = categories.map((category) => category.zh);
    for (const category of categories) {
      for (const word of [category.code, category.zh, category.en, ...category.synonyms]) {
        this.#byWord.set(keyOf(word), category);
      }
    }
  }

  /**
   * The category of a cell: its label, a synonym, its code, the label with 类 or a number before it, or the first
   * level of a path (`道路交通/村道`). Nothing where the word is not known: a class is never guessed.
   */
  named(text: string): Category | undefined {
    const key = keyOf(text);
    return this.#byWord.get(key) ?? this.#byWord.get(trimmed(key)) ?? this.#byWord.get(trimmed(firstLevel(key)));
  }

  /** Labels that the writer may have meant. */
  near(text: string): string[] {
    const word = trimmed(keyOf(text));
    // Two characters of which one differs are two words, not a slip.
    const close =
      word.length < 3 ? [] : nearestTo(word, this.#byWord.keys()).map((found) => this.#byWord.get(found)!.zh);
    return close.length > 0 ? [...new Set(close)] : [...this.#labels];
  }
}

function keyOf(text: string): string {
  return compact(text).toLowerCase();
}

function trimmed(key: string): string {
  return key.replace(/^[\d.、()一二三四五六七八九十]+[.、)]?/, '').replace(/(方面|领域|问题|事项|类)+$/, '');
}

function firstLevel(key: string): string {
  return key.split(/[/>\\|—–\-:→]/)[0]!;
}
