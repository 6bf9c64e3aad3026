import { type Cell, type LedgerVillage } from '#domain';
import { serialOf } from '../writing/cells.js';
import { type Chance } from './random.js';

/** A day in one of the ways in which townships write it. `year` is the year that the sheet's title names, if it names one. */
export function dateInSomeNotation(chance: Chance, date: string, year: number | null): Cell {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const ways: (() => Cell)[] = [
    () => ({ kind: 'date', date }),
    () => ({ kind: 'date', date, time: `${String(chance.between(8, 17)).padStart(2, '0')}:30` }),
    () => date,
    () => `${y}/${m}/${d}`,
    () => `${y}.${m}.${d}`,
    () => `${y}年${m}月${d}日`,
    () => `${y} 年 ${m} 月 ${d} 日`,
    () => date.replaceAll('-', ''),
    () => Number(date.replaceAll('-', '')),
    () => `${y - 2000}.${m}.${d}`,
    () => `${y - 2000}-${m}-${d}`,
    () => fullWidth(`${y}-${m}-${d}`),
    () => serialOf({ kind: 'date', date }),
    () => `${date} ${chance.between(8, 17)}:15`,
  ];
  if (year === y)
    ways.push(
      () => `${m}月${d}日`,
      () => `${m}.${d}`,
    );
  return chance.pick(ways)();
}

/** A village in one of the ways in which it is written within its township. */
export function villageInSomeNotation(chance: Chance, village: LedgerVillage, township: string): string {
  const name = chance.pick(village.names);
  const spaced = [...name].join(chance.happens(0.5) ? ' ' : '　');
  return chance.pick([name, name, name, spaced, ` ${name} `, `${township}${name}`]);
}

/** Somebody's phone, alone or with the name, in one of the ways of writing it. */
export function phoneInSomeNotation(chance: Chance, phone: string): Cell {
  const grouped = `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
  return chance.pick<Cell>([
    phone,
    phone,
    Number(phone),
    grouped,
    grouped.replaceAll(' ', '-'),
    `+86 ${phone}`,
    fullWidth(phone),
  ]);
}

export function nameAndPhone(chance: Chance, name: string, phone: string): string {
  return chance.pick([
    `${name} ${phone}`,
    `${name}${phone}`,
    `${name}（${phone}）`,
    `${phone} ${name}`,
    `${name}，电话：${phone}`,
    `${name}\n${phone}`,
  ]);
}

/** What stands in the completion column of an open matter. */
export function openInSomeWords(chance: Chance): Cell {
  return chance.pick<Cell>([null, '', '正在办理', '未办结', '办理中', '/', '—', '尚未办结', '推进中']);
}

function fullWidth(text: string): string {
  return text.replace(/[0-9-]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
