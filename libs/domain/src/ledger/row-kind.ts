import { compact, isBlank, type LedgerRow, textOf } from './cell.js';
import { type DateSetting, readDate } from './dates.js';
import { fieldOfHeading, type LedgerField } from './headings.js';
import { isDitto } from './ditto.js';

/** What a line below the header is. Everything but `data` is skipped and counted apart. */
export type RowKind = 'data' | 'blank' | 'total' | 'signature' | 'note' | 'section' | 'header';

/** Where each field stands: field to column index. */
export type FieldIndex = ReadonlyMap<LedgerField, number>;

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

/** Tells a row of data from the lines that people put around it. */
export function rowKind(row: LedgerRow, fields: FieldIndex, setting: DateSetting): RowKind {
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
  if (isHeaderAgain(row)) return 'header';
  if (substance.some(says)) return 'data';
  return filled(row) === 1 && fields.get('serial') !== row.cells.indexOf(first) ? 'section' : 'blank';
}

const total =
  /^.{0,8}?(合计|小计|总计|共计|累计|总数)([:：(（\d].{0,12})?$|^(本月|本页|全镇|全乡|全县|以上)?共\d+(件|条|户|人).{0,6}$/;
const signature =
  /^.{0,4}?(填表人|制表人|填报人|审核人|审批人|审核|复核人|核对人|负责人|主要负责人|主要领导|分管领导|单位负责人|经办人|报送人|联系人|联系电话|签字|签名|签章|盖章|填报单位|填报日期|填报时间|填表日期|填表时间|制表日期|制表时间|报送日期|报送时间)(签字|签名|盖章)?[(（]?(签字|签名|盖章|公章)?[)）]?([:：].*)?$|^[(（](盖章|公章|签章)[)）]/;
const note = /^(备注|注|说明|填表说明|填报说明|附注|注意|注意事项|★|\*|※)\d?[:：.、]?/;

function filled(row: LedgerRow): number {
  return row.cells.filter((cell) => !isBlank(cell)).length;
}

/** The header printed again on top of a page. */
function isHeaderAgain(row: LedgerRow): boolean {
  const texts = row.cells.map(textOf).filter((text) => text !== '');
  return texts.length >= 3 && texts.filter((text) => fieldOfHeading(text) !== undefined).length >= texts.length * 0.6;
}
