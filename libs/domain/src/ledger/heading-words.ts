import { compact } from './cell.js';

/** What the headings of one kind of sheet are called: several words a field, the first of which the field is known by. */
export class HeadingWords<Field extends string> {
  readonly words: Readonly<Record<Field, readonly string[]>>;
  private readonly byHeading: ReadonlyMap<string, Field>;

  /**
   * `lists` has the words of each field, parted by blanks; `ignored` is the field of columns that are known and not
   * read. `prefix` may stand before any word without changing it.
   */
  constructor(
    lists: Readonly<Record<Field, string>>,
    readonly ignored: Field,
    private readonly prefix: RegExp = /^(?!)/,
  ) {
    const fields = Object.keys(lists) as Field[];
    this.words = Object.fromEntries(fields.map((field) => [field, lists[field].trim().split(/\s+/)])) as never;
    this.byHeading = new Map(
      fields.flatMap((field) => this.words[field].map((word) => [headingKey(word), field] as const)),
    );
  }

  /** Field that a heading names: exactly, or without the remark in its last brackets (登记日期(年-月-日)). */
  fieldOf(text: string): Field | undefined {
    const key = headingKey(text);
    if (key === '' || key.length > 24) return undefined;
    return (
      this.byHeading.get(key) ??
      this.byHeading.get(key.replace(/\([^()]*\)$/, '')) ??
      this.byHeading.get(key.replace(this.prefix, ''))
    );
  }

  /** The place of a heading among its field's words: the smaller, the plainer. */
  rankOf(field: Field, heading: string): number {
    const place = this.words[field].indexOf(compact(heading));
    return place < 0 ? 500 : place;
  }
}

/** A heading in the form in which it is compared: half-width, no blanks, no footnote star, no unit of a closing bracket. */
function headingKey(text: string): string {
  return compact(text)
    .replace(/[*★※:：。"“”]+/g, '')
    .replace(/【.*?】/g, '')
    .toUpperCase();
}
