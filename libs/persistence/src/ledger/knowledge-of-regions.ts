import { type LedgerKnowledge, type LedgerVillage, townshipOf } from '#domain';
import { type RegionRow } from '../regions/index.js';

type Division = Pick<RegionRow, 'code' | 'name' | 'shortName' | 'validFrom' | 'validTo' | 'successorCode'>;

/** A county's divisions as a ledger's places are held against them. */
export function knowledgeOfRegions(
  countyCode: string,
  rows: readonly Division[],
  today: string,
): Pick<LedgerKnowledge, 'county' | 'townships' | 'villages'> {
  const inForce = rows.filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo));
  const beginning = rows.map(({ validFrom }) => validFrom).sort()[0] ?? '';
  return {
    county: inForce.find(({ code }) => code === countyCode)?.name ?? '',
    townships: townshipsOf(rows, inForce),
    villages: rows.filter(({ code }) => code.length === 12).map((row) => villageOf(row, beginning)),
  };
}

/** Those in force, and before them those of the past, which old ledgers name: a name that both bear is today's. */
function townshipsOf(rows: readonly Division[], inForce: readonly Division[]): LedgerKnowledge['townships'] {
  const today = inForce.filter(({ code }) => code.length === 9);
  const codes = new Set(today.map(({ code }) => code));
  const gone = rows.filter(({ code }) => code.length === 9 && !codes.has(code));
  return [...gone, ...today].map(({ code, name }) => ({ code, name }));
}

/** What is in force on the day on which the register begins was so before: the register does not know since when. */
function villageOf(
  { code, name, shortName, validFrom, validTo, successorCode }: Division,
  beginning: string,
): LedgerVillage {
  return {
    code,
    townshipCode: townshipOf(code),
    names: shortName ? [name, shortName] : [name],
    ...(validFrom > beginning && { from: validFrom }),
    ...(validTo !== null && { until: validTo }),
    ...(successorCode !== null && { successorCode }),
  };
}
