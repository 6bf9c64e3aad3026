import { type LedgerKnowledge, type LedgerVillage } from '#domain';
import { productCategories } from './county.js';

const townships = [
  ['350123100', '凤山镇', ['北门社区', '苏区村', '管柄村', '陈厝村', '方厝村', '竹兜村']],
  ['350123101', '松山镇', ['五里社区', '北山村', '巽屿村', '外洋村', '盛头村', '八井村']],
  ['350123201', '洪洋乡', ['官村村', '洪洋村', '皇万村', '厝坪村', '牛角丘村', '大目村', '北山村']],
  ['350123203', '霍口畲族乡', ['霍口村', '福湖村', '山垄湾村', '船头村', '黄鹤村', '琅坑村']],
] as const;

/**
 * A small county in which every trap of names occurs: two villages called 北山, a 官村 whose committee is 官村村委会,
 * residents' committees, and a township with a nationality in its name.
 */
export async function sampleCounty(): Promise<LedgerKnowledge> {
  return {
    county: '罗源县',
    today: '2026-11-23',
    townships: townships.map(([code, name]) => ({ code, name })),
    villages: townships.flatMap(([code, , names]) => names.map((name, index) => villageOf(code, name, index))),
    categories: await productCategories(),
    organisations: [{ id: 'housing', names: ['罗源县住建局', '罗源县住房和城乡建设局'] }],
  };
}

function villageOf(townshipCode: string, name: string, index: number): LedgerVillage {
  const community = name.endsWith('社区');
  const serial = String(index + 1 + (community ? 0 : 200)).padStart(3, '0');
  const official = community ? `${name.slice(0, -2)}居委会` : `${name.slice(0, -1)}村委会`;
  return { code: `${townshipCode}${serial}`, townshipCode, names: [official, name] };
}
