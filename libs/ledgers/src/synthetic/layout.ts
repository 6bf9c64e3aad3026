import { type Chance } from './random.js';

/** What a column of a messy workbook tells. */
export type MessyField =
  | 'serial' | 'township' | 'village' | 'villageCode' | 'registeredOn' | 'channel' | 'requester' | 'phone'
  | 'requesterAndPhone' | 'title' | 'text' | 'category' | 'urgency' | 'unit' | 'completedOn' | 'result' | 'remarks'; // prettier-ignore

/** A random layout: the columns in their order, and the rows of headings above them. */
export interface Layout {
  readonly columns: readonly MessyField[];
  readonly header: readonly (readonly string[])[];
  /** Merged ranges of the header, by heading row (0 first) and column, ends included. */
  readonly merges: readonly (readonly [fromRow: number, fromColumn: number, toRow: number, toColumn: number])[];
}

const names: Readonly<Record<MessyField, readonly string[]>> = {
  serial: ['序号', '序 号', 'No.'],
  township: ['乡镇', '所属乡镇', '乡（镇）', '镇街'],
  village: ['行政村', '村', '村（社区）', '村居', '所在村', '村 名'],
  villageCode: ['区划代码', '村代码'],
  registeredOn: ['登记日期', '登记时间', '受理日期', '反映时间', '登记日期（年-月-日）', '走访日期'],
  channel: ['来源', '来源渠道', '问题来源'],
  requester: ['诉求人', '姓名', '反映人', '群众姓名'],
  phone: ['联系电话', '电话', '手机号码', '联系方式'],
  requesterAndPhone: ['诉求人及电话', '姓名及联系方式', '姓名/电话'],
  title: ['问题标题', '事项', '诉求事项', '主要问题'],
  text: ['问题描述', '具体内容', '诉求内容', '情况说明'],
  category: ['一级分类', '类别', '问题类别', '诉求分类'],
  urgency: ['紧急程度', '缓急', '轻重缓急'],
  unit: ['主办单位', '责任单位', '承办单位', '牵头部门'],
  completedOn: ['实际办结日期', '办结时间', '完成时间', '办结日期'],
  result: ['办理结果', '处理结果', '答复内容'],
  remarks: ['备注'],
};

/** Columns whose heading is sometimes forgotten: what stands in them has to tell. */
const knownByContent: readonly MessyField[] = ['village', 'registeredOn', 'phone', 'urgency'];

const groups: readonly { name: string; fields: readonly MessyField[] }[] = [
  { name: '群众诉求', fields: ['title', 'text', 'category'] },
  { name: '诉求人信息', fields: ['requester', 'phone'] },
  { name: '办理情况', fields: ['unit', 'completedOn', 'result'] },
];

/** Draws a layout. */
export function drawLayout(chance: Chance): Layout {
  const blocks: MessyField[][] = [
    chance.pick<MessyField[]>([
      ['township', 'village'],
      ['township', 'village'],
      ['township', 'village'],
      ['township', 'villageCode', 'village'],
    ]),
    ['registeredOn'],
    chance.pick<MessyField[]>([
      ['title', 'text', 'category'],
      ['title', 'category'],
      ['text', 'title', 'category'],
    ]),
    chance.pick<MessyField[]>([['requester', 'phone'], ['requesterAndPhone'], ['phone', 'requester']]),
    ['urgency'],
    chance.pick<MessyField[]>([['unit', 'completedOn', 'result'], ['unit', 'completedOn'], ['completedOn']]),
    ...(chance.happens(0.6) ? [['channel'] as MessyField[]] : []),
  ];
  const order = chance.shuffled(blocks);
  if (chance.happens(0.8)) order.unshift(['serial']);
  if (chance.happens(0.4)) order.push(['remarks']);
  const columns = order.flat();
  const heading = columns.map((field) => chance.pick(names[field]));
  return chance.happens(0.5) ? grouped(columns, heading) : plain(chance, columns, heading);
}

function plain(chance: Chance, columns: readonly MessyField[], heading: string[]): Layout {
  const forgotten = chance.happens(0.3) ? chance.pick(knownByContent) : null;
  const header = heading.map((name, index) => (columns[index] === forgotten ? '' : name));
  return { columns, header: [header], merges: [] };
}

/** Two heading rows: a group's name over its columns, everything else merged downwards. */
function grouped(columns: readonly MessyField[], heading: readonly string[]): Layout {
  const upper = heading.map(() => '');
  const lower = heading.map(() => '');
  const merges: [number, number, number, number][] = [];
  for (let column = 0; column < columns.length;) {
    const group = groups.find(({ fields }) => fields.includes(columns[column]!));
    const width = group ? spanOf(columns, column, group.fields) : 1;
    if (group && width > 1) {
      upper[column] = group.name;
      for (let at = column; at < column + width; at++) lower[at] = heading[at]!;
      merges.push([0, column, 0, column + width - 1]);
    } else {
      upper[column] = heading[column]!;
      merges.push([0, column, 1, column]);
    }
    column += width;
  }
  return { columns, header: [upper, lower], merges };
}

function spanOf(columns: readonly MessyField[], from: number, fields: readonly MessyField[]): number {
  let width = 0;
  while (from + width < columns.length && fields.includes(columns[from + width]!)) width++;
  return width;
}
