import { type Readable } from 'node:stream';
import { type LedgerKnowledge } from '#domain';
import { type RowToWrite, writeWorkbook } from '../writing/write-workbook.js';
import { syntheticMatter } from './matters.js';
import { chanceFrom } from './random.js';
import { syntheticMark } from './texts.js';

const headings = [
  '序号', '编号', '登记日期', '来源渠道', '乡镇', '村', '诉求人', '联系电话', '问题标题', '问题描述', '一级分类', '紧急程度',
  '清单层级(A/B/C)', '主办单位', '责任人', '办理措施', '办理进展', '实际办结日期', '办理结果', '备注',
]; // prettier-ignore

/**
 * A tidy ledger of `rows` rows in twenty columns, every row a matter of its own, as a stream: for the demonstration and
 * for measuring imports. The same county, size and seed give the same bytes.
 */
export function syntheticLedger(county: LedgerKnowledge, rows: number, seed: number): Readable {
  return writeWorkbook([{ name: `问题台账（${syntheticMark}）`, rows: tidyRows(county, rows, seed), frozen: 1 }], {
    texts: 'shared',
  });
}

function* tidyRows(county: LedgerKnowledge, rows: number, seed: number): Generator<RowToWrite> {
  const chance = chanceFrom(seed);
  const townships = new Map(county.townships.map((township) => [township.code, township.name]));
  yield { cells: headings, looks: 'heading' };
  for (let number = 1; number <= rows; number++) {
    const matter = syntheticMatter(chance, county, chance.pick(county.villages), number);
    const day = (date: string | null) => (date === null ? null : ({ kind: 'date', date } as const));
    yield {
      cells: [
        number, `HC${String(number).padStart(7, '0')}`, day(matter.registeredOn), matter.channel,
        townships.get(matter.village.townshipCode), matter.village.names.at(-1), matter.requester, matter.phone, matter.title,
        matter.text, matter.category.zh, matter.urgency, chance.pick(['A', 'B', 'C']), matter.unit, `${matter.unit}经办`,
        matter.completedOn === null ? null : '现场核实', matter.completedOn === null ? '正在办理' : '已完成',
        day(matter.completedOn), matter.result, syntheticMark,
      ], // prettier-ignore
    };
  }
}
