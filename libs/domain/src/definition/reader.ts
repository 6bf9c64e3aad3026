import { type Choice } from '../case/choice.js';
import { nearestTo } from '../ledger/near.js';

/** What is wrong with a definition file, and where: `states.accepted.clocks[0]`. */
export interface DefinitionProblem {
  readonly path: string;
  readonly code:
    | 'missing'
    | 'not-a-text'
    | 'not-a-list'
    | 'not-a-map'
    | 'not-a-number'
    | 'unknown-name'
    | 'unknown-condition'
    | 'repeated'
    | 'too-many-inputs'
    | 'contains-itself'
    | 'bad-value';
  readonly value?: string;
  /** What its author may have meant. */
  readonly suggestion?: string;
}

/** `{ emergancy: 24h }`: a condition that no case can meet. */
export function unknownCondition(path: string, name: string, known: ReadonlySet<string>): DefinitionProblem {
  return { path, code: 'unknown-condition', value: name, suggestion: nearestTo(name, known, 1)[0] };
}

/**
 * Reads one place of a plain YAML value. Problems are collected, not thrown, so that an author sees all of them at
 * once; what could not be read comes back as a harmless default and the whole is refused.
 */
export class DefinitionReader {
  constructor(
    private readonly value: unknown,
    private readonly path: string,
    readonly problems: DefinitionProblem[],
  ) {}

  static of(value: unknown): DefinitionReader {
    return new DefinitionReader(value, '', []);
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get raw(): unknown {
    return this.value;
  }

  at(key: string): DefinitionReader {
    const inside = isMap(this.value) ? this.value[key] : undefined;
    return new DefinitionReader(inside, this.path ? `${this.path}.${key}` : key, this.problems);
  }

  text(): string {
    if (typeof this.value === 'string') return this.value;
    if (typeof this.value === 'number') return String(this.value);
    this.report(this.present ? 'not-a-text' : 'missing');
    return '';
  }

  textOrNull(): string | null {
    return this.present ? this.text() : null;
  }

  number(fallback?: number): number {
    if (typeof this.value === 'number') return this.value;
    if (!this.present && fallback !== undefined) return fallback;
    this.report(this.present ? 'not-a-number' : 'missing');
    return 0;
  }

  flag(): boolean {
    return this.value === true;
  }

  /** The entries of a list; none where it is absent. */
  list(): DefinitionReader[] {
    if (!this.present) return [];
    if (!Array.isArray(this.value)) {
      this.report('not-a-list');
      return [];
    }
    return this.value.map((one, index) => new DefinitionReader(one, `${this.path}[${index}]`, this.problems));
  }

  texts(): string[] {
    return this.list().map((one) => one.text());
  }

  /** The entries of a map in their order; none where it is absent. */
  entries(): [string, DefinitionReader][] {
    if (!this.present) return [];
    if (!isMap(this.value)) {
      this.report('not-a-map');
      return [];
    }
    return Object.keys(this.value).map((key) => [key, this.at(key)]);
  }

  /** A value read through `parse`, which says null for what it does not know. */
  parsed<T>(parse: (text: string) => T | null, code: DefinitionProblem['code'] = 'bad-value'): T | null {
    const written = this.text();
    if (written === '') return null;
    const value = parse(written);
    if (value === null) this.report(code, written);
    return value;
  }

  /** One of the known words; null where there is nothing. */
  oneOf<T extends string>(known: readonly T[]): T | null {
    if (!this.present) return null;
    return this.parsed((written) => known.find((one) => one === written) ?? null);
  }

  /** A value or one a condition: whatever `isValue` does not recognise as the value itself is read as alternatives. */
  choice<T>(isValue: (raw: unknown) => boolean, read: (reader: DefinitionReader) => T): Choice<T> {
    if (isValue(this.value)) return { always: read(this) };
    return { among: this.entries().map(([when, reader]) => ({ when, then: reader.choice(isValue, read) })) };
  }

  report(code: DefinitionProblem['code'], value?: string): void {
    this.problems.push({ path: this.path, code, value });
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
