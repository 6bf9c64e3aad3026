import { type Archive } from '../container/archive.js';
import { refuse } from '../file-problem.js';
import { type LedgerLimits } from '../limits.js';
import { readPart } from './markup.js';
import { TextPool } from './text-pool.js';

/** Reads the shared strings of a workbook; rich text is joined, phonetic readings are left out. */
export async function readSharedTexts(archive: Archive, part: string, limits: LedgerLimits): Promise<TextPool> {
  const pool = new TextPool(part, limits);
  const text = new TextOfCell(part, limits);
  await readPart(archive, part, {
    open(name) {
      if (name === 'si') text.start();
      else text.open(name);
    },
    text: (piece) => text.add(piece),
    close(name) {
      if (name === 'si') pool.add(text.end());
      else text.close(name);
    },
  });
  return pool;
}

/** Collects the text of one `si` or `is` element from its `t` elements. */
export class TextOfCell {
  #text = '';
  #inText = false;
  #phonetic = 0;

  constructor(
    private readonly part: string,
    private readonly limits: LedgerLimits,
  ) {}

  start(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#inText = this.#phonetic === 0;
    else if (name === 'rPh') this.#phonetic++;
  }

  add(piece: string): void {
    if (!this.#inText) return;
    this.#text += piece;
    if (this.#text.length > this.limits.cellCharacters * 2) {
      refuse({ code: 'too-large', limit: 'cellCharacters', allowed: this.limits.cellCharacters, part: this.part });
    }
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#phonetic--;
  }

  end(): string {
    return unescaped(this.#text);
  }
}

/** The format writes control characters as `_x000D_`, and a real `_x000D_` as `_x005F_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
