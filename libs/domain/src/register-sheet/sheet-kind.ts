import { HeadingWords } from '../ledger/heading-words.js';
import { type RegisterName } from '../register/index.js';

/** The registers that come and go as workbooks. */
export const sheetKinds = ['people', 'postings', 'links', 'duty'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** Which register a sheet of a kind is entered into. */
export const registerOfSheet = {
  people: 'person',
  postings: 'posting',
  links: 'link',
  duty: 'duty',
} as const satisfies Readonly<Record<SheetKind, RegisterName>>;

/** What a column of such a sheet can hold. */
export type SheetField =
  | 'name'
  | 'personId'
  | 'organisation'
  | 'role'
  | 'rank'
  | 'township'
  | 'region'
  | 'principal'
  | 'day'
  | 'from'
  | 'to'
  | 'ignored';

const person = '姓名 人员姓名 干部姓名 名字 人员';
const personId = '人员编号 人员ID';
const ignored = '序号 编号 序 备注 说明 单位性质 性别 职称';

/** How each kind of sheet names its columns; the first word of a field is the one that templates and exports use. */
export const sheetHeadings: Readonly<Record<SheetKind, HeadingWords<SheetField>>> = {
  people: words({ name: person, personId }),
  postings: words({
    name: person,
    personId,
    organisation: '单位 工作单位 所在单位 单位名称 任职单位 部门 所属单位',
    role: '岗位 职务 担任职务 现任职务 岗位名称 角色 职务(岗位)',
    rank: '职务层次 职级 领导层次 正副职',
    township: '乡镇 乡(镇) 所属乡镇 所在乡镇',
    region: '管辖地区 管辖范围 负责区域 负责地区 区划代码 区划 地区 辖区 所管地区 村 行政村',
    from: '任职时间 任职日期 到任时间 到岗时间 上任时间 开始时间 起始时间 开始日期 起始日期 起',
    to: '离任时间 离任日期 离岗时间 免职时间 结束时间 截止时间 结束日期 截止日期 止',
  }),
  links: words({
    name: `${person} 挂村领导姓名 领导姓名`,
    personId,
    role: '挂村身份 身份 角色 挂钩类型 挂村类型 职务',
    township: '乡镇 乡(镇) 所属乡镇 所在乡镇',
    region: '挂钩村 挂村 联系村 包村 行政村 村 村(社区) 村名 村居 村代码 区划代码 挂点村',
    principal: '主挂 是否主挂 主要挂钩',
    from: '挂村时间 开始时间 挂钩时间 任职时间 起始时间 开始日期 起始日期 起',
    to: '结束时间 截止时间 离任时间 结束日期 截止日期 止',
  }),
  duty: words({
    name: `${person} 值班人 值班人姓名`,
    personId,
    role: '值班岗位 值班职务 岗位 职务 角色',
    organisation: '单位 值班单位 所在单位',
    township: '乡镇 乡(镇) 所属乡镇',
    region: '值班级别 值班地区 级别 值班地点 区划代码',
    day: '日期 值班日期 值班日',
    from: '开始时间 值班开始 起始时间 上班时间 起',
    to: '结束时间 值班结束 截止时间 下班时间 止',
  }),
};

/** The columns without which a sheet of a kind says nothing; of a list, one is enough. */
export const neededFields: Readonly<Record<SheetKind, readonly (readonly SheetField[])[]>> = {
  people: [['name']],
  postings: [['name', 'personId'], ['organisation'], ['role'], ['from']],
  links: [['name', 'personId'], ['region'], ['role'], ['from']],
  duty: [['name', 'personId'], ['role'], ['day', 'from']],
};

function words(own: Partial<Readonly<Record<SheetField, string>>>): HeadingWords<SheetField> {
  const fields: Record<SheetField, string> = {
    ...{ name: '', personId: '', organisation: '', role: '', rank: '', township: '', region: '' },
    ...{ principal: '', day: '', from: '', to: '', ignored },
  };
  return new HeadingWords<SheetField>({ ...fields, ...own }, 'ignored');
}
