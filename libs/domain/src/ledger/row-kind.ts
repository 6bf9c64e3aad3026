import { compact, isBlank, type LedgerRow, textOf } from './cell.js';
import { readDate } from './dates.js';
import { isDitto } from './ditto.js';
import { type LedgerHeader } from './header.js';
import { type LedgerField } from './headings.js';
import { type LedgerPlan } from './plan.js';

/** What a line below the header is. Everything but `data` is skipped and counted apart. */
export type RowKind = 'data' | 'blank' | 'total' | 'signature' | 'note' | 'section' | 'header';

/** Columns of which at least one must say something, else the line is a pre-numbered or dragged-down empty one. */
const substance: readonly LedgerField[] = [
  'registeredOn',
  'title',
  'text',
  'requester',
  'requesterAndPhone',
  'phone',
  'result',
  'village',
  'villageCode',
  'place',
];

/**
 * Tells a row of data from the lines that people put around it. `isBand` knows whether a lone word is one that stands over
 * the rows below it (a township's name).
 */
export function rowKind(
  row: LedgerRow,
  { fields, setting, header }: LedgerPlan,
  isBand: (word: string) => boolean,
): RowKind {
  const first = row.cells.find((cell) => !isBlank(cell));
  if (first === undefined) return 'blank';
  const says = (field: LedgerField) => {
    const cell = row.cells[fields.get(field) ?? -1];
    return !isBlank(cell) && !isDitto(cell);
  };
  const date = fields.get('registeredOn');
  // A line with a day is a row of data whatever its words are: a title may begin with 合计 or 说明.
  if (date !== undefined && readDate(row.cells[date], setting).kind === 'date') return 'data';
  const word = compact(textOf(first));
  if (total.test(word)) return 'total';
  if (signature.test(word)) return 'signature';
  if (note.test(word) && filled(row) <= 2) return 'note';
  if (isHeaderAgain(row, header)) return 'header';
  if (filled(row) === 1 && isBand(textOf(first))) return 'section';
  return substance.some(says) ? 'data' : 'blank';
}

const total =
  /^.{0,8}?(合计|小计|总计|共计|累计|总数)([:：(（\d].{0,12})?$|^(本月|本页|全镇|全乡|全县|以上)?共\d+(件|条|户|人).{0,6}$/;
const signature =
  /^.{0,4}?(填表人|制表人|填报人|审核人|审批人|审核|复核人|核对人|负责人|主要负责人|主要领导|分管领导|单位负责人|经办人|报送人|联系人|联系电话|签字|签名|签章|盖章|填报单位|填报日期|填报时间|填表日期|填表时间|制表日期|制表时间|报送日期|报送时间)(签字|签名|盖章)?[(（]?(签字|签名|盖章|公章)?[)）]?([:：].*)?$|^[(（](盖章|公章|签章)[)）]/;
const note = /^(备注|注|说明|填表说明|填报说明|附注|注意|注意事项|★|\*|※)\d?[:：.、]?/;

function filled(row: LedgerRow): number {
  return row.cells.filter((cell) => !isBlank(cell)).length;
}

/** The header printed again on top of a page: every cell repeats what one of its rows says in that column. */
function isHeaderAgain(row: LedgerRow, header: LedgerHeader): boolean {
  return row.cells.every((cell, column) => {
    const text = compact(textOf(cell));
    return text === '' || header.texts.some((texts) => texts[column] === text);
  });
}
