import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cell } from '../ledger/cell.js';
import { isKnown } from './judge-outcome.js';
import { SheetRowReader } from './read-row.js';
import { sheetHeadings, type SheetKind, sheetKinds } from './sheet-kind.js';
import { type SheetKnowledge, SheetNames } from './sheet-names.js';
import { planOfSheet } from './sheet-plan.js';
import { beginningOf, endOf, writtenTerm } from './sheet-term.js';

const timeZone = 'Asia/Shanghai';
const at = (local: string) => Date.parse(`${local}+08:00`);
const ids = {
  a: 'aaaaaaaa-0000-7000-8000-000000000001',
  b: 'aaaaaaaa-0000-7000-8000-000000000002',
  c: 'aaaaaaaa-0000-7000-8000-000000000003',
  water: 'bbbbbbbb-0000-7000-8000-000000000001',
  town: 'bbbbbbbb-0000-7000-8000-000000000002',
};
const knowledge: SheetKnowledge = {
  ...{ countyCode: '990101', county: '演示县', today: '2026-11-23', timeZone },
  townships: [
    { code: '990101100', name: '青湾镇' },
    { code: '990101200', name: '白塔乡' },
  ],
  villages: [
    { code: '990101100201', townshipCode: '990101100', names: ['石桥村委会', '石桥村'] },
    { code: '990101100202', townshipCode: '990101100', names: ['北山村委会', '北山村'] },
    { code: '990101200201', townshipCode: '990101200', names: ['北山村委会', '北山村'] },
  ],
  organisations: [
    { id: ids.water, names: ['演示县水利局', '水利局'], regionCode: '990101' },
    { id: ids.town, names: ['青湾镇人民政府'], regionCode: '990101100' },
  ],
  persons: [
    { id: ids.a, name: '演示甲' },
    { id: ids.b, name: '演示乙' },
    { id: ids.c, name: '演示乙' },
  ],
};
const names = new SheetNames(knowledge);

/** Reads rows below a heading; each is its entry, its problems (`code@column: near`), or `skipped`. */
function read(kind: SheetKind, heading: readonly string[], ...rows: readonly (readonly Cell[])[]) {
  const all = [heading, ...rows].map((cells, index) => ({ line: index + 1, cells }));
  const found = planOfSheet(kind, { name: '名册', rows: all });
  if (!found.ok) throw new Error(JSON.stringify(found));
  const reader = new SheetRowReader(found.plan, names);
  return all.slice(1).map((row) => {
    const result = reader.read(row);
    if (result.kind === 'entry') return result.entry as unknown as Record<string, unknown>;
    if (result.kind === 'skipped') return 'skipped';
    return result.problems.map(({ code, column, near }) => `${code}@${column}${near ? `: ${near.join(' ')}` : ''}`);
  });
}

describe('a sheet of postings', () => {
  const heading = ['序号', '姓 名', '工作单位', '职务', '管辖范围', '任职时间', '离任时间'];

  it('is read by synonyms of its headings, in any notation of a date', () => {
    const term = { from: at('2026-07-03T00:00:00'), to: Infinity };
    const entry = {
      personId: ids.a,
      organisationId: ids.water,
      role: 'handler',
      rank: null,
      regionCode: '990101',
      ...term,
    };
    const dates: Cell[] = [
      '2026-7-3',
      '2026/7/3',
      '2026.7.3',
      '2026年7月3日',
      '20260703',
      46206,
      { kind: 'date', date: '2026-07-03' },
    ];
    const rows = dates.map((date) => [1, '演示甲', '县水利局', '经办人', '全县', date, '至今']);
    expect(read('postings', heading, ...rows)).toEqual(rows.map(() => entry));
  });

  it('ends a term with its last day', () => {
    const [entry] = read('postings', heading, [1, '演示甲', '水利局', '承办人', '', '2026-01-01', '2026-05-31']);
    expect(entry).toMatchObject({
      regionCode: '990101',
      from: at('2026-01-01T00:00:00'),
      to: at('2026-06-01T00:00:00'),
    });
  });

  it('suggests what may have been meant, and takes none of it', () => {
    expect(
      read(
        'postings',
        heading,
        [1, '演示丙', '水力局', '承办', '青弯镇', '2026-02-30', ''],
        [2, '演示乙', '水利局', '承办人', '北山村', '7月3日', ''],
        [3, '', '', '', '', '', '合计 2 人'],
        [4, '', '水利局', '', '', '', ''],
      ),
    ).toEqual([
      [
        'person-unknown@姓名: 演示甲 演示乙',
        'organisation-unknown@工作单位: 水利局',
        'role-unknown@职务: 承办人',
        'region-unknown@管辖范围: 青湾镇',
        'date-impossible@任职时间',
      ],
      [
        `person-ambiguous@姓名: ${ids.b} ${ids.c}`,
        'region-unknown@管辖范围: 青湾镇北山村(990101100202) 白塔乡北山村(990101200201)',
        'date-year-unknown@任职时间',
      ],
      'skipped',
      ['name-missing@姓名', 'role-missing@职务', 'date-missing@任职时间'],
    ]);
  });

  it('tells namesakes apart by their number, and wants name and number to agree', () => {
    const withIds = ['人员编号', ...heading];
    const row = (id: string, name: string) => [id, 1, name, '水利局', '承办人', '', '2026-01-01', ''];
    expect(
      read('postings', withIds, row(ids.c, '演示乙'), row(ids.c, '演**'), row(ids.c, '演示甲'), row('x', '演示甲')),
    ).toEqual([
      expect.objectContaining({ personId: ids.c }),
      expect.objectContaining({ personId: ids.c }),
      ['person-id-and-name-differ@人员编号: 演示乙'],
      ['person-id-unknown@人员编号'],
    ]);
  });
});

describe('a sheet of links', () => {
  it('finds a village by name within its township, or by its code', () => {
    const heading = ['挂村领导姓名', '乡镇', '挂钩村', '挂村身份', '主挂', '挂村时间'];
    const term = { from: at('2026-01-01T00:00:00'), to: Infinity };
    expect(
      read(
        'links',
        heading,
        ['演示甲', '白塔乡', '北山', '挂村领导', '是', '2026-01-01'],
        ['同上', '', '990101100201', '领导', '√', '2026-01-01'],
        ['演示甲', '', '北山村', '挂村领导', '', '2026-01-01'],
        ['演示甲', '青湾镇', '石乔村', '挂村领导', '可能', '2026-01-01'],
      ),
    ).toEqual([
      { personId: ids.a, villageCode: '990101200201', role: 'leader', principal: true, ...term },
      { personId: ids.a, villageCode: '990101100201', role: 'leader', principal: true, ...term },
      ['village-ambiguous@挂钩村: 青湾镇北山村(990101100202) 白塔乡北山村(990101200201)'],
      ['village-unknown@挂钩村: 青湾镇石桥村(990101100201)', 'principal-unclear@主挂'],
    ]);
  });
});

describe('a duty roster', () => {
  it('has whole days, instants, or days with hours', () => {
    const row = { personId: ids.a, organisationId: null, regionCode: '990101', role: 'leader' };
    expect(
      read('duty', ['值班日期', '值班人', '值班职务', '级别'], ['2026-11-23', '演示甲', '带班领导', '县']),
    ).toEqual([{ ...row, from: at('2026-11-23T00:00:00'), to: at('2026-11-24T00:00:00') }]);
    const heading = ['值班人', '值班职务', '级别', '开始时间', '结束时间'];
    expect(read('duty', heading, ['演示甲', '带班领导', '县', '2026-11-23 08:00', '2026-11-24 08:00'])).toEqual([
      { ...row, from: at('2026-11-23T08:00:00'), to: at('2026-11-24T08:00:00') },
    ]);
    const hours = ['日期', '值班人', '值班职务', '级别', '开始时间', '结束时间'];
    expect(read('duty', hours, ['2026-11-23', '演示甲', '带班领导', '县', '08:30', '17:30'])).toEqual([
      { ...row, from: at('2026-11-23T08:30:00'), to: at('2026-11-23T17:30:00') },
    ]);
  });

  it('of a unit stands at its seat', () => {
    const heading = ['日期', '值班人', '岗位', '单位'];
    expect(read('duty', heading, ['2026-11-23', '演示甲', '值班员', '青湾镇人民政府'])).toMatchObject([
      { organisationId: ids.town, regionCode: '990101100', role: 'officer' },
    ]);
  });
});

describe('the sheets', () => {
  it.each(sheetKinds)('of %s have one field a word', (kind) => {
    const seen = new Map<string, string>();
    for (const [field, words] of Object.entries(sheetHeadings[kind].words)) {
      for (const word of words.filter((one) => one !== '')) {
        expect([word, seen.get(word)]).toEqual([word, undefined]);
        seen.set(word, field);
      }
    }
  });

  it('say what is missing, by the names that templates use', () => {
    const rows = [{ line: 1, cells: ['姓名', '任职时间', '电话'] }];
    expect(planOfSheet('postings', { name: '表', rows })).toEqual({
      ...{ ok: false, sheet: '表', missing: ['单位', '岗位'] },
      seen: ['姓名', '任职时间', '电话'],
    });
    expect(planOfSheet('links', { name: '表', rows: [] })).toMatchObject({ ok: false, missing: [] });
  });

  it('offer names for the first misses only: thousands of wrong rows are not looked through thousands of names', () => {
    const some = new SheetNames(knowledge);
    const near = Array.from({ length: 60 }, () => some.person('演示丙', '')).map((one) =>
      one.ok ? 0 : one.near.length,
    );
    expect([near[0], near[49], near[50], near[59]]).toEqual([2, 2, 0, 0]);
  });

  it('skip the example of a template', () => {
    expect(read('people', ['姓名'], ['示例·张三'], ['演示甲'], [' '])).toEqual([
      'skipped',
      { name: '演示甲' },
      'skipped',
    ]);
  });
});

describe('a term', () => {
  it('written and read back is the same to the minute', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 60 }).map((n) => at('1990-01-01T00:00:00') + n * 60_000);
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 1_000_000 }), (from, long) => {
        const to = from + long * 60_000;
        const written = writtenTerm({ from, to }, timeZone);
        expect([beginningOf(written.from!, timeZone), endOf(written.to!, timeZone)]).toEqual([from, to]);
      }),
    );
  });

  it('is known where the register holds it, even if it has ended there meanwhile', () => {
    const held = (from: number, to: number) => [
      { field: 'from', code: 'overlaps-itself' as const, collides: true, data: { from, to } },
    ];
    expect(isKnown(held(1e12, Infinity), { from: 1e12 + 30_000, to: Infinity })).toBe(true);
    expect(isKnown(held(1e12, 2e12), { from: 1e12, to: Infinity })).toBe(true);
    expect(isKnown(held(1e12, Infinity), { from: 1e12, to: 2e12 })).toBe(false);
    expect(isKnown(held(1e12, Infinity), { from: 1.5e12, to: Infinity })).toBe(false);
    expect(isKnown([], { from: 1, to: 2 })).toBe(false);
  });
});
