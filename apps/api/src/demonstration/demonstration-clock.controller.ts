import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { deadlineOf, formatInstant, parseSpan } from '#domain';
import { AdvanceBusinessClock, type Tx } from '#engine';
import { PgAuditLog, PgDefinitions, PgTransactions, SystemEvents } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { Problem } from '../http/problem.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

export class AdvanceDto {
  /** A span of the county's calendar: `1wd`, `3h`. */
  @IsOptional() @IsString() @MaxLength(12) advance?: string;
  @IsOptional() @IsString() @MaxLength(40) to?: string;
}

/** As far as one request may move the clock. */
const furthestDays = 366;
/** Steps that an answer names one by one; the rest are counted. */
const namedAtMost = 200;

/** The clock of the demonstration county: moves forward, and fires everything due on the way, in order. */
@Controller('v1/demo/clock')
@AllowedTo(...caseRoles, ...administrators)
export class DemonstrationClockController {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(SystemEvents) private readonly events: SystemEvents,
    @Inject(AdvanceBusinessClock) private readonly advanceClock: AdvanceBusinessClock,
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
  ) {}

  @Get()
  async read(@Reader() { countyCode }: ReaderIdentity) {
    this.refuseOutsideDemonstration();
    return this.transactions.read(async (tx) => ({ now: formatInstant(tx.now, await this.zone(tx, countyCode)) }));
  }

  @Post()
  @HttpCode(200)
  // many transactions at many instants: never one
  @WithoutIdempotencyKey()
  async advance(@Body() { advance, to }: AdvanceDto, @Reader() reader: ReaderIdentity) {
    const { countyCode, scope } = reader;
    this.refuseOutsideDemonstration();
    const { from, target } = await this.transactions.run(async (tx) => {
      const asked = await this.targetOf(tx, countyCode, advance, to);
      // before it moves: what follows is many transactions
      await this.recordMove(tx, reader, asked);
      return { from: tx.now, target: asked };
    });
    await this.advanceClock.to(target);
    // read from the log: on the way other sweeps may have fired some of it
    return this.transactions.read(async (tx) => {
      const zone = await this.zone(tx, countyCode);
      const { count, items } = await this.events.since(tx, scope, from, namedAtMost);
      const fired = items.map(({ caseNumber, at, ...event }) => ({
        case: caseNumber,
        at: formatInstant(at, zone),
        ...event,
      }));
      return { now: formatInstant(tx.now, zone), count, fired };
    });
  }

  private recordMove(tx: Tx, { countyCode, personId, accountId }: ReaderIdentity, to: Temporal.Instant): Promise<void> {
    const subject = { kind: 'demonstration-clock', id: countyCode };
    const data = { from: tx.now.toString(), to: to.toString() };
    return this.audit.record(tx, { countyCode, kind: 'configuration-changed', personId, accountId, subject, data });
  }

  private async targetOf(
    tx: Tx,
    countyCode: string,
    advance: string | undefined,
    to: string | undefined,
  ): Promise<Temporal.Instant> {
    const calendar = await this.definitions.calendar(tx, countyCode, 'default');
    if (!calendar) throw new Error(`county ${countyCode} has no calendar`);
    const target = advance === undefined ? instantOf(to) : spanFrom(tx, advance, calendar);
    if (Temporal.Instant.compare(target, tx.now) <= 0) {
      throw new Problem(422, 'clock-backwards', { data: { now: formatInstant(tx.now, calendar.timeZone) } });
    }
    if (Temporal.Instant.compare(target, tx.now.add({ hours: 24 * furthestDays })) > 0) {
      const field = advance === undefined ? 'to' : 'advance';
      throw new Problem(422, 'bad-fields', { fields: [{ field, rule: 'beyond-bound' }] });
    }
    return target;
  }

  private async zone(tx: Tx, countyCode: string): Promise<string> {
    return (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
  }

  private refuseOutsideDemonstration(): void {
    if (!this.settings.demonstration) throw new Problem(403, 'demonstration-only');
  }
}

function spanFrom(tx: Tx, written: string, calendar: Parameters<typeof deadlineOf>[2]): Temporal.Instant {
  const span = parseSpan(written);
  const deadline = span.ok ? deadlineOf(tx.now, span.span, calendar) : null;
  if (!deadline?.ok) throw new Problem(422, 'bad-fields', { fields: [{ field: 'advance', rule: 'not-a-span' }] });
  return deadline.due;
}

function instantOf(written: string | undefined): Temporal.Instant {
  try {
    return Temporal.Instant.from(written ?? '');
  } catch {
    throw new Problem(422, 'bad-fields', {
      fields: [
        {
          field: written === undefined ? 'advance' : 'to',
          rule: written === undefined ? 'required' : 'not-an-instant',
        },
      ],
    });
  }
}
