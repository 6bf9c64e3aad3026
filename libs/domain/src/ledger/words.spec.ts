import { beforeAll, describe, expect, it } from '@jest/globals';
import { productCategories } from '../../../../test/support/ledgers/county.js';
import { CategoryList, type Category } from './categories.js';
import { channelNamed, kindNamed } from './channels.js';
import { fieldOfHeading, headings } from './headings.js';
import { OrganisationList } from './organisations.js';
import { urgencyLabel, urgencyNamed } from './urgency.js';

describe('categories', () => {
  let shipped: Category[];
  let list: CategoryList;

  beforeAll(async () => {
    shipped = await productCategories();
    list = new CategoryList(shipped);
  });

  it('are the fifteen of the county, each code, label and synonym naming one class only', () => {
    const words = shipped.flatMap(({ code, zh, synonyms }) => [code, zh, ...synonyms]);
    expect(shipped).toHaveLength(15);
    expect(new Set(words).size).toBe(words.length);
    for (const { code, zh } of shipped) expect(list.named(zh)?.code).toBe(code);
  });

  it.each([
    ['道路交通类', 'roads'],
    ['道路交通/村道硬化', 'roads'],
    ['4.道路交通', 'roads'],
    ['饮 水 供 电', 'water-power'],
    ['医保', 'medical'],
    ['其它', 'other'],
  ])('%s is %s', (text, code) => expect(list.named(text)?.code).toBe(code));

  it('are offered, never guessed', () => {
    expect(list.named('道路交能')).toBeUndefined();
    expect(list.near('道路交能')).toEqual(['道路交通']);
    expect(list.near('玄学')).toHaveLength(15);
  });
});

describe('urgencies', () => {
  it.each([
    ['特急', 'emergency'],
    ['急件', 'urgent'],
    ['加急', 'urgent'],
    ['平件', 'normal'],
    ['疑难', 'complex'],
    ['一般类', 'normal'],
  ])('%s is %s', (text, code) => {
    expect(urgencyNamed(text)).toBe(code);
  });

  it('have the labels of the county', () => {
    expect((['emergency', 'urgent', 'normal', 'complex'] as const).map(urgencyLabel)).toEqual([
      '特急',
      '紧急',
      '一般',
      '复杂',
    ]);
    expect(urgencyNamed('五星')).toBeUndefined();
  });
});

describe('channels and kinds', () => {
  it.each([
    ['走访', 'visit'],
    ['12345热线', 'hotline'],
    ['领导信箱', 'leader-mailbox'],
    ['上级转办', 'superior'],
    ['来信', 'letter'],
    ['某处', 'other'],
    ['', null],
  ])('%p is %p', (text, code) => {
    expect(channelNamed(text)).toBe(code);
  });

  it('a kind is read where it is written and nowhere else', () => {
    expect([kindNamed('咨询'), kindNamed('投诉举报'), kindNamed('求助'), kindNamed('')]).toEqual([
      'question',
      'complaint',
      'help',
      null,
    ]);
  });
});

describe('units', () => {
  const list = new OrganisationList(
    [
      { id: 'a', names: ['罗源县住建局', '住房和城乡建设局'] },
      { id: 'b', names: ['罗源县水利局', '农水办'] },
      { id: 'c', names: ['农水办'] },
    ],
    '罗源县',
  );

  it.each(['罗源县住建局', '县住建局', '住建局', '县住房和城乡建设局'])('%s is known', (text) => {
    expect(list.named(text)).toEqual({ text, organisationId: 'a' });
  });

  it('a name that two share names neither; an unknown one is kept as it stands', () => {
    expect(list.named('农水办')?.organisationId).toBeNull();
    expect(list.named('某某公司')).toEqual({ text: '某某公司', organisationId: null });
    expect(list.named(' ')).toBeNull();
  });
});

describe('headings', () => {
  it('name one field each', () => {
    const seen = new Map<string, string>();
    for (const [field, words] of Object.entries(headings)) {
      for (const word of words) {
        expect([word, seen.get(word)]).toEqual([word, undefined]);
        seen.set(word, field);
        expect(fieldOfHeading(word)).toBe(field);
      }
    }
  });

  it.each([
    ['登 记\n日 期', 'registeredOn'],
    ['＊行政村', 'village'],
    ['登记日期（年-月-日）', 'registeredOn'],
    ['乡（镇）', 'township'],
    ['群众反映问题', 'title'],
  ])('%j is %s', (text, field) => {
    expect(fieldOfHeading(text)).toBe(field);
  });
});
