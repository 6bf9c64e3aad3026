import { departmentId, departments, leaderId, leaders } from '../county/bench-county.js';
import { Draw } from './draw.js';
import { categories, soughtWords } from './titles.js';

/** The pages that a supervisor opens, each with what it is narrowed by, drawn anew for every request. */
export const pages: Readonly<Record<string, (draw: Draw, code: string, townships: readonly string[]) => string>> = {
  'overdue, by due': () => 'overdue=true',
  'overdue, latest first': () => 'overdue=true&sort=-dueAt',
  'overdue, by opening': () => 'overdue=true&sort=openedAt',
  'overdue, of a township': (draw, code, townships) => `overdue=true&village=${code}${draw.one(townships)}`,
  'overdue, of a category': (draw) => `overdue=true&category=${draw.one(categories)}`,
  'overdue, of a department': (draw, code) => `overdue=true&department=${departmentId(draw.number(departments), code)}`,
  'overdue, of a leader': (draw, code) => `overdue=true&leader=${leaderId(draw.number(leaders), code)}`,
  'overdue, urgent, tier A': () => 'overdue=true&urgency=urgent&tier=A',
  'overdue, with words': (draw) => `overdue=true&q=${encodeURIComponent(draw.one(soughtWords))}`,
  'due within three days': () => 'dueWithin=3wd',
  'due within three days, of a department': (draw, code) =>
    `dueWithin=3wd&department=${departmentId(draw.number(departments), code)}`,
};

/** So many queries of each page, in turn. */
export function queriesOf(requests: number, counties: readonly string[], townships: readonly string[]) {
  const draw = new Draw(99);
  return Array.from({ length: requests }, () =>
    Object.entries(pages).map(([page, query]) => {
      const code = counties[draw.number(counties.length)]!;
      return { page, code, query: query(draw, code, townships) };
    }),
  ).flat();
}
