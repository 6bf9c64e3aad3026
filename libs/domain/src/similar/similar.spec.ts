import { describe, expect, it } from '@jest/globals';
import { AskedWording, type Wording } from './likeness.js';
import { leastLikeness, likest } from './likest.js';

const told = (title: string, text: string): Wording => ({ title, text });

/** The same problem, told twice. Invented. */
const twice: readonly (readonly [Wording, Wording])[] = [
  [told('村口路灯坏了', '村口那排路灯坏了三天,晚上老人出门看不见。'), told('路灯不亮', '村口到祠堂的路灯整排不亮,晚上看不见路,请派人修。')],
  [told('路灯不亮请维修', '我们村小学门口的路灯一个星期没亮了,孩子晚自习回家很黑'), told('小学门口路灯坏了没人修', '小学门口路灯上周坏掉,到现在没人来修,放学孩子走夜路')],
  [told('自来水停水两天', '村民反映自来水停了两天,老人做饭洗衣都没水'), told('全村停水', '从前天开始全村停水,没水做饭,希望尽快恢复供水')],
  [told('垃圾没人清运', '村西头垃圾池堆满了,一个月没有清运,臭气熏天'), told('垃圾池堆满发臭', '村西垃圾池好久没人清理,垃圾堆到路边,臭味很大')],
  [told('通村公路塌方', '昨夜下大雨,通村公路拐弯处塌方,车过不去'), told('村道塌了半边', '大雨以后通村公路塌方半边,校车不敢走')],
  [told('G228国道路灯损坏', 'G228国道进村路口路灯损坏'), told('国道G228路口没有路灯照明', 'G228国道进村路口灯坏了')],
  [told('5G信号差', '自然村5G信号很差,打不了电话'), told('手机没信号', '自然村没有5G信号,电话打不出去')],
  [told('化粪池污水外溢', '公厕化粪池满了,污水流到路上'), told('公厕污水横流', '公厕后面化粪池外溢,污水流到路上很臭')],
]; // prettier-ignore

/** Different problems of one village, in the words that every request uses. Invented. */
const different: readonly Wording[] = [
  told('希望尽快解决自来水浑浊问题', '村民反映,我村自来水下雨就发黄,希望有关部门尽快解决。'),
  told('希望尽快解决学生上学路远问题', '村民反映,我村孩子上学要走四公里,希望有关部门尽快解决。'),
  told('老人看病往返不便', '山后自然村老人多,看病要到镇上,来回半天'),
  told('山后自然村手机没有信号', '山后自然村打电话要跑到山顶,请帮忙协调'),
  told('水渠淤塞灌不上水', '三百亩田的水渠被泥沙堵了,灌不上水'),
  told('路面坑洼', '通往茶山的路面坑洼,三轮车翻过两次'),
  told('村口路灯不亮', '村口路灯不亮,晚上看不见'),
  told('邻里界址有争议', '两户人家因为宅基地界址吵了半年,请调解'),
  told('慢性病续方要跑两趟', '吃降压药的老人每个月要跑两趟卫生院'),
];

describe('how much two requests tell the same', () => {
  it.each(twice.map(([one, other]) => [one.title, other.title, one, other] as const))(
    'finds again: %s — %s',
    (_one, _other, one, other) => {
      expect(new AskedWording(one).likenessTo(other)).toBeGreaterThanOrEqual(leastLikeness);
      expect(new AskedWording(other).likenessTo(one)).toBe(new AskedWording(one).likenessTo(other));
    },
  );

  it('does not take different problems of one village for one another', () => {
    for (const [i, one] of different.entries())
      for (const other of different.slice(i + 1)) {
        const score = new AskedWording(one).likenessTo(other);
        const shared = new AskedWording(one).sharedWith(other);
        expect([one.title, other.title, shared, score < leastLikeness]).toEqual([one.title, other.title, shared, true]);
      }
  });

  it('puts the same problem before one that only happens at the same place', () => {
    const asked = new AskedWording(told('小学门口路灯坏了', '小学门口的路灯不亮'));
    const cases = [
      { id: 'bins', category: 'environment', ...told('小学门口垃圾桶满了', '小学门口的垃圾桶三天没清') },
      { id: 'lamp', category: 'roads', ...told('路灯不亮', '小学门口路灯一直不亮') },
    ];
    expect(likest(asked, null, cases, 10).map(({ id }) => id)[0]).toBe('lamp');
    expect(likest(asked, null, cases, 1)).toHaveLength(1);
  });

  it('knows the whole again as 1, and nothing in nothing', () => {
    const one = told('村口路灯坏了', '三天没亮');
    expect(new AskedWording(one).likenessTo(one)).toBe(1);
    for (const [a, b] of [
      [told('', ''), one],
      [one, told('', '')],
      [told('问题', '希望尽快解决'), told('问题', '希望尽快解决')],
    ] as const)
      // prettier-ignore
      expect(new AskedWording(a).likenessTo(b)).toBe(0);
  });

  it('takes the same category for a hint and no proof', () => {
    const asked = new AskedWording(told('路灯坏了', '村口路灯'));
    const lamp = { id: 'a', category: 'roads', ...told('路灯不亮', '整排不亮') };
    const [of, without] = [likest(asked, 'roads', [lamp], 1)[0]!, likest(asked, null, [lamp], 1)[0]!];
    expect(of.score).toBeGreaterThan(without.score);
    const another = { id: 'b', category: 'roads', ...told('桥面开裂', '老石桥桥面开裂') };
    expect(likest(asked, 'roads', [another], 1)).toEqual([]);
  });

  it('orders cases that are as like by the newer id, whatever order they come in', () => {
    const asked = new AskedWording(told('路灯坏了', ''));
    const cases = ['1', '3', '2'].map((id) => ({ id, category: 'roads', ...told('路灯坏了', '') }));
    for (const some of [cases, [...cases].reverse()])
      expect(likest(asked, null, some, 9).map(({ id }) => id)).toEqual(['3', '2', '1']);
  });
});

describe('the words that two requests share', () => {
  const shared = (a: string, b: string) => new AskedWording(told(a, '')).sharedWith(told(b, ''));

  it('are whole words, as long as both go on alike, not single pairs', () => {
    expect(shared('小学门口路灯不亮', '昨晚小学门口的路灯坏了')).toEqual(['小学门口', '路灯']);
  });

  it('leave out what every request says', () => {
    expect(shared('村民反映停水问题,希望尽快解决', '村民反映路灯问题,希望尽快解决')).toEqual([]);
    expect(shared('希望解决停水问题', '问题:停水')).toEqual(['停水']);
  });

  it('take words and numbers whole, in either width', () => {
    expect(shared('G228国道3号楼', 'ｇ228线、3号楼')).toEqual(['g228', '3', '号楼']);
    expect(shared('G228国道', 'G22国道')).toEqual(['国道']);
  });

  it('hold no number of a person', () => {
    expect(shared('路灯坏了打13800371234', '路灯坏了打13800371234')).toEqual(['路灯坏']);
  });

  it('are a few, and cheap to find in the longest texts', () => {
    const long = (seed: number) =>
      Array.from({ length: 4_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * seed) % 397))).join('');
    const asked = new AskedWording({ title: long(7), text: long(7) });
    expect(asked.sharedWith({ title: long(11), text: long(7) }).length).toBeLessThanOrEqual(8);
    expect(asked.grams(60)).toHaveLength(60);
  });
});
