import { describe, expect, it } from '@jest/globals';
import { type NamedPlace, PlaceNames } from './place-names.js';
import { hasLoneCharacter, readQuery } from './query.js';

const county = '350123';
const place = (code: string, name: string, successorCode: string | null = null): NamedPlace => ({
  ...{ code: county + code, name, shortName: null, successorCode },
});
const places = new PlaceNames([
  place('100', '起步镇'),
  place('100201', '下湖村委会'),
  place('100202', '上湖村委会'),
  place('100001', '五里社区居委会'),
  // 老湖村 became part of 上湖村; 旧厝村 got another code and another name
  place('100203', '老湖村委会', `${county}100202`),
  place('101201', '旧厝村委会', `${county}101301`),
  place('101', '松山镇'),
  place('101301', '新厝村委会'),
]);
const read = (q: string) => readQuery(q, county, places);
const tokens = (q: string) =>
  read(q)!.map((word) => word.tokens.map(({ token, begins }) => token + (begins ? '*' : '')));
const villages = (q: string) => read(q)!.map((word) => word.villages.map((code) => code.slice(6)));

describe('what a search asks for', () => {
  it('[I-40] every word by its pairs, Latin words and numbers whole, in either width', () => {
    expect(tokens('路灯')).toEqual([['路灯']]);
    expect(tokens('长者食堂')).toEqual([['长者', '者食', '食堂']]);
    expect(tokens('G228国道路灯')).toEqual([['g228', '国道', '道路', '路灯']]);
    expect(tokens('５Ｇ信号')).toEqual([['5g', '信号']]);
    expect(tokens('3号楼 停水')).toEqual([['3', '号楼'], ['停水']]);
    expect(tokens('路灯,停水;x')).toEqual([['路灯'], ['停水'], ['x']]);
  });

  it('a character behind a number by what begins with it, one before a number not at all, one alone likewise, and says so', () => {
    expect(tokens('3楼停')).toEqual([['3', '楼停']]);
    expect(tokens('3楼')).toEqual([['3', '楼*']]);
    expect(tokens('村G228')).toEqual([['g228']]);
    expect(tokens('水')).toEqual([['水*']]);
    expect([hasLoneCharacter('路灯 水'), hasLoneCharacter('3楼'), hasLoneCharacter('水管')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('nothing for signs, a few words of many, and no word at all for the number of a person', () => {
    expect(read(' !?、')).toEqual([]);
    expect(read('一二 三四 五六 七八 九十 甲乙 丙丁 戊己 庚辛 壬癸')).toHaveLength(8);
    expect(read('路灯 13800371234')).toBeNull();
    expect(read('350123199001011234')).toBeNull();
  });

  it('digits as the beginning or the end of a number, where there are enough of them', () => {
    expect(read('000123 12 路灯')!.map(({ digits }) => digits)).toEqual(['000123', null, null]);
    expect(read(`${county}2026000123 路灯`)).toHaveLength(2);
  });

  it('a place by any part of its name, as it is and as it was', () => {
    expect(villages('下湖村')).toEqual([['100201']]);
    expect(villages('下湖')).toEqual([['100201']]);
    expect(villages('下湖村委会')).toEqual([['100201']]);
    expect(villages('起步镇')).toEqual([['100001', '100201', '100202', '100203']]);
    // the old name finds where the village lives today, and what stayed under its code
    expect(villages('老湖村')).toEqual([['100202', '100203']]);
    expect(villages('旧厝')).toEqual([['101201', '101301']]);
    expect(villages('新厝')).toEqual([['101201', '101301']]);
    // but not what only shares the successor
    expect(villages('上湖')).toEqual([['100202', '100203']]);
  });

  it('no place for words that every place has in its name', () => {
    for (const q of ['社区', '村委', '村委会', '居委会', '村', '镇']) expect([q, villages(q).flat()]).toEqual([q, []]);
    expect(villages('五里社区')).toEqual([['100001']]);
  });

  it('a place with more behind it, without a blank between', () => {
    const placed = (q: string) => {
      const [word] = read(q)!;
      return word!.placed && [word!.placed.villages.map((code) => code.slice(6)), word!.placed.tokens.map(({ token }) => token)]; // prettier-ignore
    };
    expect(placed('下湖村路灯')).toEqual([['100201'], ['路灯']]);
    expect(placed('下湖的路灯')).toEqual([['100201'], ['路灯']]);
    expect(placed('下湖村委会3号楼')).toEqual([['100201'], ['3', '号楼']]);
    expect([placed('下湖村'), placed('下湖村灯'), placed('路灯下湖村')]).toEqual([null, null, null]);
  });
});
