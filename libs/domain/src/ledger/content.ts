import { type Cell, isBlank, isDateCell, type LedgerRow, textOf } from './cell.js';
import { readDate } from './dates.js';
import { isDitto } from './ditto.js';
import { type LedgerColumn } from './header.js';
import { type LedgerField } from './headings.js';
import { looksLikeNameAndPhone, looksLikePhone } from './requester.js';
import { urgencyNamed } from './urgency.js';
import { type LedgerVocabulary } from './vocabulary.js';

/** The share of a column's values that must be of a kind before the column is taken for it. */
const enough = 0.6;

/**
 * Gives meaning to columns whose heading says nothing, by what stands in them: village codes, townships, villages,
 * dates, phones, urgencies, categories, and long text. Fields that a heading named already are not given twice.
 */
export function nameByContent(
  columns: readonly LedgerColumn[],
  sample: readonly LedgerRow[],
  vocabulary: LedgerVocabulary,
): LedgerColumn[] {
  const named = columns.map((column) => corrected(column, sample, vocabulary));
  const has = (...fields: LedgerField[]) =>
    named.some((column) => column.field !== null && fields.includes(column.field));
  for (const { field, unless, test } of recognisers(vocabulary)) {
    if (has(field, ...unless)) continue;
    const index = named.findIndex((column) => column.field === null && test(valuesOf(column, sample)));
    if (index >= 0) named[index] = { ...named[index]!, field, by: 'content' };
  }
  return has('title', 'text') ? named : withText(named, sample);
}

interface Recogniser {
  field: LedgerField;
  unless: readonly LedgerField[];
  test: (values: readonly Cell[]) => boolean;
}

function recognisers({ places, categories, today }: LedgerVocabulary): Recogniser[] {
  const isVillage = (text: string) => {
    const found = places.village(text, undefined, today);
    return found.ok || found.problem.code === 'village-ambiguous';
  };
  const most = (test: (text: string) => boolean) => (values: readonly Cell[]) => mostly(values, test);
  return [
    {
      field: 'villageCode',
      unless: ['village', 'place'],
      test: most((text) => /^\d{12}$/.test(text) && isVillage(text)),
    },
    { field: 'township', unless: ['place'], test: most((text) => places.township(text) !== undefined) },
    { field: 'village', unless: ['place', 'villageCode'], test: most(isVillage) },
    { field: 'registeredOn', unless: [], test: areDates },
    { field: 'requesterAndPhone', unless: ['requester', 'phone'], test: most(looksLikeNameAndPhone) },
    { field: 'phone', unless: ['requesterAndPhone'], test: most(looksLikePhone) },
    { field: 'urgency', unless: [], test: most((text) => urgencyNamed(text) !== undefined) },
    { field: 'category', unless: [], test: most((text) => categories.named(text) !== undefined) },
  ];
}

/** 诉求类型 and 性质 say the kind in one township and the category in the next: the values decide. */
function corrected(column: LedgerColumn, sample: readonly LedgerRow[], vocabulary: LedgerVocabulary): LedgerColumn {
  if (column.field !== 'kind') return column;
  const isCategory = mostly(valuesOf(column, sample), (text) => vocabulary.categories.named(text) !== undefined);
  return isCategory ? { ...column, field: 'category', by: 'content' } : column;
}

/** The wordiest unknown column is the description, if it is wordy at all. */
function withText(columns: readonly LedgerColumn[], sample: readonly LedgerRow[]): LedgerColumn[] {
  let best: { index: number; length: number } | undefined;
  for (const column of columns) {
    const values = column.field === null ? valuesOf(column, sample) : [];
    const length = values.reduce<number>((sum, cell) => sum + textOf(cell).length, 0) / Math.max(values.length, 1);
    if (length >= 6 && length > (best?.length ?? 0)) best = { index: column.index, length };
  }
  return columns.map((column) => (column.index === best?.index ? { ...column, field: 'text', by: 'content' } : column));
}

function valuesOf(column: LedgerColumn, sample: readonly LedgerRow[]): Cell[] {
  return sample.map((row) => row.cells[column.index]).filter((cell) => !isBlank(cell) && !isDitto(cell));
}

function mostly(values: readonly Cell[], test: (text: string) => boolean): boolean {
  return values.length > 0 && values.filter((cell) => test(textOf(cell))).length >= values.length * enough;
}

/** Days, of which at least one is written as such: bare numbers alone may be counts or amounts. */
function areDates(values: readonly Cell[]): boolean {
  const days = values.filter((cell) => readDate(cell, { year: 2000 }).kind === 'date');
  return days.length >= values.length * enough && days.some((cell) => isDateCell(cell) || typeof cell === 'string');
}
