import { refuse } from '../file-problem.js';
import { type LedgerLimits } from '../limits.js';

const pageBytes = 1024 * 1024;

/**
 * The distinct texts of a workbook (shared strings), packed as UTF-8 into pages outside the JavaScript heap: a hundred
 * thousand descriptions cost their bytes and nothing for the collector to walk.
 */
export class TextPool {
  readonly #pages: Buffer[] = [];
  readonly #places: { page: number; from: number; to: number }[] = [];
  #free = 0;
  #bytes = 0;

  constructor(
    private readonly part: string,
    private readonly limits: LedgerLimits,
  ) {}

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if ((this.#bytes += length) > this.limits.textBytes) {
      refuse({ code: 'too-large', limit: 'textBytes', allowed: this.limits.textBytes, part: this.part });
    }
    if (this.#pages.length === 0 || this.#free + length > this.#pages.at(-1)!.length) {
      this.#pages.push(Buffer.allocUnsafeSlow(Math.max(pageBytes, length)));
      this.#free = 0;
    }
    const page = this.#pages.length - 1;
    this.#pages[page]!.write(text, this.#free);
    this.#places.push({ page, from: this.#free, to: (this.#free += length) });
  }

  /** The text of that number; undefined where the workbook has none. */
  get(index: number): string | undefined {
    const place = this.#places[index];
    return place && this.#pages[place.page]!.toString('utf8', place.from, place.to);
  }
}
