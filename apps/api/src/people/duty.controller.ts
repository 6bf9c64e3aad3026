import { Controller, Get, Inject, Query } from '@nestjs/common';
import { dutyRoles, formatInstant } from '#domain';
import { type Tx } from '#engine';
import { DutyBoard, type OnDuty, PgDefinitions, PgTransactions } from '#persistence';
import { instantField } from '../http/instant-field.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { AtQuery, WindowQuery } from './people.dto.js';
import { edgeView, recordView } from './record-view.js';
import { partOf } from './register-desk.js';

/** How far ahead gaps are looked for where nobody says, and over how long at most. */
const daysAhead = 14;
const daysAtMost = 366;
const dayMs = 86_400_000;

/** Who is on duty (值班), and where nobody is. */
@Controller('v1/duty')
@AllowedTo(...caseRoles)
export class DutyController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(DutyBoard) private readonly board: DutyBoard,
  ) {}

  /** Who is on duty at an instant: at each level by role, a place without anybody shown empty; and in units by their own rosters. */
  @Get()
  onDuty(@Query() { at }: AtQuery, @Reader() reader: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const then = at === undefined ? tx.now : instantField('at', at);
      const zone = await this.zone(tx, reader);
      const ms = then.epochMilliseconds;
      const levels = await this.board.levels(tx, partOf(reader), then);
      const entries = await this.board.entries(tx, partOf(reader), { from: ms, to: ms + 1 });
      const ofLevel = (code: string, role: string) =>
        entries.filter((one) => !one.organisationId && one.regionCode === code && one.role === role);
      return {
        at: formatInstant(then, zone),
        levels: levels.map(({ code, name }) => ({
          region: { code, name },
          ...Object.fromEntries(dutyRoles.map((role) => [role, ofLevel(code, role).map((one) => dutyView(one, zone))])),
        })),
        units: entries.filter(({ organisationId }) => organisationId).map((one) => dutyView(one, zone)),
      };
    });
  }

  /**
   * Where the roster has holes: of the county and its townships, and of the units that keep one for the roles on it; or of
   * one unit.
   */
  @Get('gaps')
  gaps(@Query() { from, to, organisation }: WindowQuery, @Reader() reader: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const zone = await this.zone(tx, reader);
      const window = windowOf(tx, from, to);
      const gaps = await this.board.gaps(tx, partOf(reader), window, organisation);
      if (!gaps) {
        throw new Problem(422, 'bad-fields', { fields: [{ field: 'organisation', rule: 'unknown-organisation' }] });
      }
      return {
        from: edgeView(window.from, zone),
        to: edgeView(window.to, zone),
        count: gaps.length,
        items: gaps.map((gap) => recordView(gap, zone)),
      };
    });
  }

  private async zone(tx: Tx, { countyCode }: ReaderIdentity): Promise<string> {
    return (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
  }
}

function dutyView(one: OnDuty, zone: string) {
  const { regionCode: _region, role, organisation, ...entry } = one;
  return recordView(organisation ? { ...entry, role, organisation } : entry, zone);
}

function windowOf(tx: Tx, from: string | undefined, to: string | undefined) {
  const start = from === undefined ? tx.now.epochMilliseconds : instantField('from', from).epochMilliseconds;
  const end = to === undefined ? start + daysAhead * dayMs : instantField('to', to).epochMilliseconds;
  if (end <= start) throw new Problem(422, 'bad-fields', { fields: [{ field: 'to', rule: 'ends-before-it-begins' }] });
  if (end - start > daysAtMost * dayMs) {
    const data = { expected: `≤ ${daysAtMost} 天/days` };
    throw new Problem(422, 'bad-fields', { fields: [{ field: 'to', rule: 'too-many', data }] });
  }
  return { from: start, to: end };
}
