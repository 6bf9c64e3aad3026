import { type Cell, type LedgerKnowledge } from '#domain';
import { type Defect } from './defects.js';
import { type Layout, type MessyField } from './layout.js';
import { type SyntheticMatter } from './matters.js';
import {
  dateInSomeNotation,
  nameAndPhone,
  openInSomeWords,
  phoneInSomeNotation,
  villageInSomeNotation,
} from './notations.js';
import { type Chance } from './random.js';

/** How a row says where it is: written out, or left to the row above. */
export interface PlaceCells {
  readonly township: Cell;
  readonly village: Cell;
}

const sameAsAbove: readonly Cell[] = [null, '', '同上', '〃', '"', '同上'];

/** Left to the row above in one of its ways. */
export function leftToAbove(chance: Chance): Cell {
  return chance.pick(sameAsAbove);
}

/** The cells of one matter in a layout's columns, each in a notation of its own. */
export function matterCells(
  chance: Chance,
  county: LedgerKnowledge,
  layout: Layout,
  matter: SyntheticMatter,
  row: { serial: number; place: PlaceCells; year: number | null; defect?: Defect },
): Cell[] {
  const { registeredOn, completedOn, requester, phone, title, text } = matter;
  const when = (date: string) => dateInSomeNotation(chance, date, row.year);
  const told: Record<MessyField, () => Cell> = {
    serial: () => row.serial,
    township: () => row.place.township,
    village: () => row.place.village,
    villageCode: () => chance.pick<Cell>([matter.village.code, Number(matter.village.code)]),
    registeredOn: () => when(registeredOn),
    channel: () => matter.channel,
    requester: () => requester,
    phone: () => phoneInSomeNotation(chance, phone),
    requesterAndPhone: () => nameAndPhone(chance, requester, phone),
    title: () => chance.pick([title, title, `${title}。`, ` ${title}`]),
    text: () => text,
    category: () =>
      chance.pick([
        matter.category.zh,
        matter.category.zh,
        `${matter.category.zh}类`,
        ...matter.category.synonyms.slice(0, 2),
      ]),
    urgency: () => matter.urgency,
    unit: () => matter.unit,
    completedOn: () => (completedOn === null ? openInSomeWords(chance) : when(completedOn)),
    result: () => matter.result,
    remarks: () => (chance.happens(0.2) ? '合成数据' : null),
  };
  const planted = row.defect?.cells ?? {};
  return layout.columns.map((field) => (field in planted ? planted[field] : told[field]()));
}

/** The place written out in full. */
export function writtenPlace(chance: Chance, county: LedgerKnowledge, { village }: SyntheticMatter): PlaceCells {
  const township = county.townships.find(({ code }) => code === village.townshipCode)!.name;
  return {
    township: chance.pick([township, township, [...township].join(' ')]),
    village: villageInSomeNotation(chance, village, township),
  };
}
