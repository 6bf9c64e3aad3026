import { type Cell, type LedgerKnowledge, type LedgerVillage, type RowProblemCode } from '#domain';
import { type Layout, type MessyField } from './layout.js';
import { type SyntheticMatter } from './matters.js';
import { type Chance } from './random.js';
import { type RowTruth } from './truth.js';

/** A planted defect: which problem it must cause, what it writes, and what of the row's truth it destroys. */
export interface Defect {
  readonly code: RowProblemCode;
  readonly cells: Partial<Record<MessyField, Cell>>;
  readonly destroys: Partial<RowTruth>;
}

/** Draws a defect that shows in this layout. */
export function drawDefect(chance: Chance, county: LedgerKnowledge, layout: Layout, matter: SyntheticMatter): Defect {
  const kinds: (() => Defect)[] = [
    () =>
      date(
        'date-impossible',
        chance.pick(['2026-13-05', '2月30日', '2026年2月29日', '11月31日', '2026.4.31', '20260231']),
      ),
    () => date('date-unreadable', chance.pick(['昨天', '上周三', '月初', '见附件'])),
    () => date('date-missing', null),
    () => date('date-in-future', shifted(county.today, chance.between(5, 200))),
    () => ({
      code: 'completed-before-registered',
      cells: { completedOn: shifted(matter.registeredOn, -chance.between(1, 40)) },
      destroys: {},
    }),
    () => ({
      code: 'category-unknown',
      cells: { category: chance.pick(['玄学', '无法归类甲', '星座']) },
      destroys: { category: null },
    }),
    () => ({
      code: 'urgency-unknown',
      cells: { urgency: chance.pick(['十级', '红色', '五星']) },
      destroys: { urgency: null },
    }),
    () => ({ code: 'title-missing', cells: { title: null, text: null }, destroys: {} }),
    () => phone(matter),
  ];
  if (!layout.columns.includes('villageCode'))
    kinds.push(
      () => unknownVillage(chance),
      () => strangeVillage(chance, county, matter),
    );
  else kinds.push(() => place('village-code-unknown', { villageCode: '350123999999' }));
  return withPreviousCompletion(chance.pick(kinds)(), matter);
}

function date(code: RowProblemCode, cell: Cell): Defect {
  return { code, cells: { registeredOn: cell }, destroys: { registeredOn: null } };
}

function place(code: RowProblemCode, cells: Defect['cells']): Defect {
  return { code, cells, destroys: { villageCode: null } };
}

function unknownVillage(chance: Chance): Defect {
  return place('village-unknown', { village: chance.pick(['不存在村', '查无此村', '某某某村委会', '子虚乌有社区']) });
}

/** A village that another township has and this one has not. */
function strangeVillage(chance: Chance, county: LedgerKnowledge, { village }: SyntheticMatter): Defect {
  const home = county.villages.filter((other) => other.townshipCode === village.townshipCode).flatMap(stems);
  const strange = county.villages.filter(
    (other) => other.townshipCode !== village.townshipCode && !stems(other).some((stem) => home.includes(stem)),
  );
  return place('village-in-other-township', { village: chance.pick(strange).names.at(-1) });
}

function stems({ names }: LedgerVillage): string[] {
  return names.map((name) =>
    name.replace(/(村民委员会|社区居民委员会|社区居委会|村委会|居委会|社区|村)$/, '').replace(/村$/, ''),
  );
}

function phone({ requester, phone }: SyntheticMatter): Defect {
  const short = phone.slice(0, 10);
  return { code: 'phone-malformed', cells: { phone: short, requesterAndPhone: `${requester} ${short}` }, destroys: {} };
}

/** A row whose completion came first needs its own completion in the truth. */
function withPreviousCompletion(defect: Defect, { registeredOn }: SyntheticMatter): Defect {
  const completedOn = defect.cells.completedOn;
  if (typeof completedOn !== 'string') return defect;
  return { ...defect, destroys: { ...defect.destroys, completedOn, registeredOn } };
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
