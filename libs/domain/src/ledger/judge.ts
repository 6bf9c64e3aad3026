import { channelNamed, kindNamed } from './channels.js';
import { compact, type LedgerRow, textOf, isBlank } from './cell.js';
import { isDitto } from './ditto.js';
import { type LedgerChange, type LedgerEntry } from './entry.js';
import { fingerprintOf } from './fingerprint.js';
import { PlaceOfRow, type RowPlace } from './place-of-row.js';
import { type RowProblem } from './problems.js';
import { type LedgerPlan } from './plan.js';
import { readRequester } from './requester.js';
import { RowCells } from './row-cells.js';
import { datesOf } from './row-dates.js';
import { rowKind, type RowKind } from './row-kind.js';
import { type LedgerUrgency, urgencyLabel, urgencyLabels, urgencyNamed } from './urgency.js';
import { type LedgerVocabulary } from './vocabulary.js';

/** A row of data judged. What was understood is told of refused rows too, so that a person sees what is left to mend. */
export interface JudgedRow {
  readonly line: number;
  readonly status: 'accepted' | 'rejected' | 'duplicate';
  /** The township that holds for the row, written in it or above it. */
  readonly township: string | null;
  readonly villageCode: string | null;
  readonly registeredOn: string | null;
  readonly completedOn: string | null;
  readonly urgency: LedgerUrgency | null;
  readonly urgencyLabel: string | null;
  readonly category: string | null;
  readonly categoryLabel: string | null;
  readonly problems: readonly RowProblem[];
  /** Of accepted and repeated rows: everything that was read, and what tells it from every other matter. */
  readonly entry?: LedgerEntry;
  readonly fingerprint?: string;
  /** Line of the same file that this row repeats, and what it tells differently. */
  readonly duplicateOf?: number;
  readonly changes?: readonly LedgerChange[];
}

export type Verdict = { kind: 'judged'; row: JudgedRow } | { kind: 'skipped'; as: Exclude<RowKind, 'data'> };

/**
 * Judges the rows of one sheet in their order. It remembers the place above and the fingerprints seen; `digest` shortens
 * a fingerprint for that memory, because a hundred thousand of them are held (the caller's hash; the text itself if none).
 */
export class LedgerJudge {
  readonly #places: PlaceOfRow;
  readonly #seen = new Map<string, { line: number; completedOn: string | null }>();

  constructor(
    private readonly plan: LedgerPlan,
    private readonly vocabulary: LedgerVocabulary,
    private readonly digest: (fingerprint: string) => string = (fingerprint) => fingerprint,
  ) {
    this.#places = new PlaceOfRow(vocabulary.places, plan.fields);
  }

  judge(row: LedgerRow): Verdict {
    const kind = rowKind(row, this.plan, (word) => this.#places.isTownship(word));
    if (kind === 'data') return { kind: 'judged', row: this.#judge(row) };
    if (kind === 'section') this.#places.section(textOf(row.cells.find((cell) => !isBlank(cell))));
    return { kind: 'skipped', as: kind };
  }

  #judge(row: LedgerRow): JudgedRow {
    const cells = new RowCells(this.plan, row);
    const { registered, completed } = datesOf(cells, this.plan.setting, this.vocabulary.today);
    const place = this.#places.of(row, registered?.date ?? this.vocabulary.today);
    if (!place.ok) notePlace(cells, place);
    const category = this.#category(cells);
    const urgency = urgencyOf(cells);
    const requester = requesterOf(cells);
    const { title, text } = matterOf(cells);
    const base = {
      line: row.line,
      township: this.#places.township,
      villageCode: place.ok ? place.village.code : null,
      registeredOn: registered?.date ?? null,
      completedOn: completed?.date ?? null,
      urgency,
      urgencyLabel: urgency && urgencyLabel(urgency),
      category: category?.code ?? null,
      categoryLabel: category?.zh ?? null,
      problems: cells.problems,
    };
    if (cells.refused || !place.ok || !registered || !urgency) return { ...base, status: 'rejected' };
    const entry: LedgerEntry = {
      villageCode: place.village.code,
      heirCode: this.vocabulary.places.heirOf(place.village, this.vocabulary.today),
      townshipCode: place.village.townshipCode,
      group: cells.words('group') ?? place.within,
      registeredOn: registered.date,
      registeredTime: registered.time,
      completedOn: completed?.date ?? null,
      completedTime: completed?.time ?? null,
      requester,
      title,
      text,
      category: base.category,
      urgency,
      kind: kindNamed(cells.text('kind')) ?? 'help',
      channel: channelNamed(cells.text('channel')),
      leadUnit: this.vocabulary.organisations.named(cells.words('leadUnit') ?? ''),
      coUnits: cells.words('coUnits'),
      tier: tierOf(cells.text('tier')),
      number: cells.words('number'),
      measures: cells.words('measures'),
      progress: cells.words('progress'),
      result: cells.words('result'),
      satisfaction: cells.words('satisfaction'),
      remarks: cells.words('remarks'),
    };
    return this.#compared(cells, base, entry);
  }

  /** The same matter twice in one file: the first row stands, the later one repeats it. */
  #compared(cells: RowCells, base: Omit<JudgedRow, 'status'>, entry: LedgerEntry): JudgedRow {
    const { villageCode, registeredOn, completedOn, title } = entry;
    const fingerprint = fingerprintOf({ villageCode, registeredOn, requesterName: entry.requester.name, title });
    const key = this.digest(fingerprint);
    const first = this.#seen.get(key);
    if (!first) {
      this.#seen.set(key, { line: base.line, completedOn });
      return { ...base, status: 'accepted', entry, fingerprint };
    }
    cells.add('repeats-line', cells.has('title') ? 'title' : 'text', { otherLine: first.line });
    const moved = completedOn !== null && completedOn !== first.completedOn;
    const changes: LedgerChange[] = moved ? [{ field: 'completedOn', from: first.completedOn, to: completedOn }] : [];
    return { ...base, status: 'duplicate', entry, fingerprint, duplicateOf: first.line, ...(moved && { changes }) };
  }

  #category(cells: RowCells) {
    const text = cells.words('category') ?? '';
    if (text === '') {
      if (cells.has('category')) cells.add('category-missing', 'category');
      return this.vocabulary.categories.fallback;
    }
    const category = this.vocabulary.categories.named(text);
    if (!category) cells.add('category-unknown', 'category', { near: this.vocabulary.categories.near(text) });
    return category;
  }
}

function notePlace(cells: RowCells, { problem, field }: Extract<RowPlace, { ok: false }>): void {
  const near = 'near' in problem ? problem.near : undefined;
  const otherLine = 'line' in problem ? problem.line : undefined;
  cells.add(problem.code, field, { ...(near && { near }), ...(otherLine !== undefined && { otherLine }) });
}

/** A ledger without urgencies, or a blank one, means the ordinary class; the blank is told. */
function urgencyOf(cells: RowCells): LedgerUrgency | null {
  const text = cells.words('urgency');
  if (text === null) {
    if (cells.has('urgency')) cells.add('urgency-missing', 'urgency');
    return 'normal';
  }
  const urgency = urgencyNamed(text);
  if (!urgency) cells.add('urgency-unknown', 'urgency', { near: urgencyLabels });
  return urgency ?? null;
}

function requesterOf(cells: RowCells): LedgerEntry['requester'] {
  const [name, both, phone] = (['requester', 'requesterAndPhone', 'phone'] as const).map((field) => {
    const cell = cells.cell(field);
    // A person is not a place: who asked is never taken from the row above.
    if (!isDitto(cell)) return cell;
    cells.add('not-filled-down', field);
    return null;
  });
  const read = readRequester(isBlank(name) ? both : name, isBlank(phone) ? both : phone);
  const field = cells.has('phone') ? 'phone' : cells.has('requesterAndPhone') ? 'requesterAndPhone' : 'requester';
  if (!read.ok) cells.add('phone-malformed', field);
  else if (read.masked) cells.add('phone-masked', field);
  return read.ok ? read.requester : { name: null, phone: null };
}

/** Title and text; each stands in for the other, a title being the text's first sentence. */
function matterOf(cells: RowCells): { title: string; text: string } {
  const title = cells.words('title');
  const text = cells.words('text');
  if (title === null && text === null) cells.add('title-missing', cells.has('title') ? 'title' : 'text');
  const opening = /^[^。！？!?\n]{1,60}/.exec(text ?? '')?.[0].trim();
  return { title: title ?? opening ?? '', text: text ?? title ?? '' };
}

function tierOf(text: string): 'A' | 'B' | 'C' | null {
  const letter = /^([ABC])(级|类|档)?$/i.exec(compact(text))?.[1]?.toUpperCase();
  return (letter as 'A' | 'B' | 'C' | undefined) ?? null;
}
