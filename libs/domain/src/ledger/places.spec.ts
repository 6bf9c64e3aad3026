import { beforeAll, describe, expect, it } from '@jest/globals';
import { sampleCounty } from '../../../../test/support/ledgers/sample-county.js';
import { PlaceDirectory } from './places.js';
import { ledgerVocabulary } from './vocabulary.js';

const day = '2026-07-03';
let places: PlaceDirectory;
const find = (text: string, township?: string) => {
  const found = places.village(text, township === undefined ? undefined : places.township(township), day);
  return found.ok ? found.village.code : found.problem;
};

beforeAll(async () => {
  places = ledgerVocabulary(await sampleCounty()).places;
});

describe('villages by name', () => {
  it.each([
    '苏区村',
    '苏区村委会',
    '苏区村民委员会',
    '苏区村村民委员会',
    '苏区村村委会',
    '苏区',
    '苏 区 村',
    '苏区　村',
    '苏区行政村',
    '凤山镇苏区村',
    '罗源县凤山镇苏区村委会',
    '350123100202',
  ])('%s is one village', (text) => expect(find(text, '凤山镇')).toBe('350123100202'));

  it.each(['北门社区', '北门居委会', '北门社区居民委员会', '北门社区居委会', '北门居民委员会', '北门'])(
    '%s is one community',
    (text) => {
      expect(find(text, '凤山')).toBe('350123100001');
    },
  );

  it.each(['官村村', '官村村委会', '官村', '官村村村委会'])('%s is 官村, whose name ends like its kind', (text) => {
    expect(find(text, '洪洋乡')).toBe('350123201201');
  });

  it('keeps a group inside the village apart', () => {
    expect(places.village('苏区村三组', places.township('凤山镇'), day)).toMatchObject({ ok: true, within: '三组' });
    expect(places.village('苏区村下厝自然村', undefined, day)).toMatchObject({ ok: true, within: '下厝自然村' });
  });

  it('needs the township where two villages share a name', () => {
    expect(find('北山村')).toMatchObject({
      code: 'village-ambiguous',
      near: [{ township: '松山镇' }, { township: '洪洋乡' }],
    });
    expect(find('北山村', '洪洋乡')).toBe('350123201207');
    expect(find('松山镇北山村')).toBe('350123101202');
  });

  it('does not take a village for a community of its name', () => {
    expect(find('北门村', '凤山镇')).toMatchObject({ code: 'village-unknown', near: [{ village: '北门社区' }] });
  });

  it('refuses a village of another township and says whose it is', () => {
    expect(find('八井村', '凤山镇')).toEqual({
      code: 'village-in-other-township',
      near: [{ code: '350123101206', village: '八井村', township: '松山镇' }],
    });
  });

  it('offers near misses and takes none', () => {
    expect(find('苏曲村', '凤山镇')).toMatchObject({ code: 'village-unknown', near: [{ village: '苏区村' }] });
    expect(find('不存在村', '凤山镇')).toEqual({ code: 'village-unknown', near: [] });
  });
});

describe('townships', () => {
  it.each(['霍口畲族乡', '霍口乡', '霍口', '罗源县霍口畲族乡', '350123203', '霍口畲族乡人民政府'])('%s', (text) => {
    expect(places.township(text)?.code).toBe('350123203');
  });

  it('offers near misses', () => {
    expect(places.township('凤山村')).toBeUndefined();
    expect(places.townshipsNear('风山镇')).toContain('凤山镇');
  });
});

describe('villages through the years', () => {
  const moved = new PlaceDirectory(
    [{ code: '350123100', name: '凤山镇' }],
    [
      {
        code: '350123100201',
        townshipCode: '350123100',
        names: ['旧名村'],
        until: '2026-01-01',
        successorCode: '350123100202',
      },
      { code: '350123100202', townshipCode: '350123100', names: ['新名村'] },
      { code: '350123100203', townshipCode: '350123100', names: ['流转村'], until: '2026-01-01' },
      { code: '350123100204', townshipCode: '350123100', names: ['流转村'], from: '2026-01-01' },
    ],
  );

  it('finds the code that had the name on the day', () => {
    expect(moved.village('流转村', undefined, '2025-12-31')).toMatchObject({ village: { code: '350123100203' } });
    expect(moved.village('流转村', undefined, '2026-01-01')).toMatchObject({ village: { code: '350123100204' } });
  });

  it('names the heir of an abolished village and leaves the choice to a person', () => {
    for (const text of ['旧名村', '350123100201']) {
      expect(moved.village(text, undefined, '2026-07-03')).toMatchObject({
        ok: false,
        problem: { code: 'village-not-in-force', near: [{ code: '350123100202' }] },
      });
    }
  });
});
