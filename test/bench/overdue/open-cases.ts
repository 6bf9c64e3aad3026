import { caseNumber } from '#domain';
import { searchLexemes } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { departmentId, departments, handlerId, leaderId, leaders } from '../county/bench-county.js';
import { type Row } from './copy-rows.js';
import { Draw } from './draw.js';
import { drawMatter } from './titles.js';

/** A Tuesday morning; what is due before it is overdue. */
export const present = Temporal.Instant.from('2026-11-24T10:00:00+08:00');

/** Of a hundred open cases so many are overdue, by up to two months; the others are due within six weeks. */
const overduePercent = 8;
const minute = 60_000;
const overdueMinutes = 60 * 24 * 60;
const aheadMinutes = 42 * 24 * 60;

/** Numbers below are those of model cases. */
const firstSerial = 1_000;

/** Where open cases stand: most of them are being handled. */
const states = ['handling', 'handling', 'handling', 'handling', 'handling', 'handling', 'dispatched', 'accepted', 'registered', 'reviewing', 'verifying']; // prettier-ignore
const clocks: Readonly<Record<string, string>> = { accepted: 'dispatch', registered: 'acceptance', reviewing: 'review', verifying: 'verification' }; // prettier-ignore

/** What a county's cases have in common. */
export interface CountyGround {
  readonly code: string;
  readonly villages: readonly string[];
  readonly typeVersionId: string;
  /** The facts of a case that the product itself has written. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export const caseColumns = ['id', 'county_code', 'number', 'type_code', 'type_version_id', 'version', 'state', 'open', 'village_code', 'category', 'urgency', 'tier', 'lead_organisation_id', 'lead_person_id', 'leader_id', 'supervision_level', 'opened_at', 'due_at', 'due_clock', 'warn_at', 'original_due_at', 'provisional', 'running', 'due_unit', 'facts']; // prettier-ignore
export const titleColumns = ['id', 'case_id', 'county_code', 'kind', 'body', 'search', 'written_at'];

/** So many open cases of a county: each its row of `cases` and the row of its title. */
export function* openCases(count: number, ground: CountyGround, seed: number): Iterable<{ row: Row; title: Row }> {
  const draw = new Draw(seed);
  for (let serial = 1; serial <= count; serial++) {
    const id = v7();
    const { category, title } = drawMatter(draw);
    const overdue = draw.percent(overduePercent);
    const due = instant(overdue ? -1 - draw.number(overdueMinutes) : 1 + draw.number(aheadMinutes));
    const opened = instant(-overdueMinutes - 30 * 24 * 60 - draw.number(overdueMinutes));
    const state = draw.one(states);
    const isDispatched = !['accepted', 'registered'].includes(state);
    const department = draw.number(departments);
    const chosen = {
      state,
      villageCode: draw.one(ground.villages),
      category,
      urgency: draw.percent(15) ? 'urgent' : draw.percent(10) ? 'complex' : 'normal',
      tier: state === 'registered' ? null : draw.percent(20) ? 'A' : draw.percent(80) ? 'B' : 'C',
      leadOrganisationId: isDispatched ? departmentId(department, ground.code) : null,
      leadPersonId: isDispatched ? handlerId(department, ground.code) : null,
      leaderId: state === 'registered' ? null : leaderId(draw.number(leaders), ground.code),
      supervisionLevel: overdue && isDispatched ? 'urge' : null,
      openedAt: opened,
    };
    const facts = JSON.stringify({ ...ground.facts, ...chosen });
    yield {
      row: [id, ground.code, caseNumber(ground.code, 2026, firstSerial + serial), 'villager-problem', ground.typeVersionId, 3, state, true, chosen.villageCode, category, chosen.urgency, chosen.tier, chosen.leadOrganisationId, chosen.leadPersonId, chosen.leaderId, chosen.supervisionLevel, opened, due, clocks[state] ?? 'handling', due, due, false, true, 'wd', facts], // prettier-ignore
      title: [v7(), id, ground.code, 'title', title, searchLexemes(ground.code, title).map((token) => `'${token}'`).join(' '), opened], // prettier-ignore
    };
  }
}

function instant(minutesFromPresent: number): string {
  return new Date(present.epochMilliseconds + minutesFromPresent * minute).toISOString();
}
