import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from '#engine';
import { type Accountable, AccountabilityReads, PgDefinitions, PgTransactions, RegisterPages } from '#persistence';
import { instantField } from '../http/instant-field.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { AccountabilityView } from './accountability-view.js';
import { AtQuery } from './people.dto.js';
import { partOf } from './register-desk.js';

/** Who was accountable then (当时谁负责): for a village or a unit at any instant, and who ever was. */
@Controller('v1')
@AllowedTo(...caseRoles, ...administrators)
export class AccountabilityController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(AccountabilityReads) private readonly reads: AccountabilityReads,
    @Inject(RegisterPages) private readonly registers: RegisterPages,
    private readonly view: AccountabilityView,
  ) {}

  @Get('villages/:code/accountability')
  ofVillage(@Param('code') code: string, @Query() { at }: AtQuery, @Reader() reader: ReaderIdentity) {
    return this.answer(at, reader, async (tx, then) => {
      const village = await this.reads.village(tx, partOf(reader), code);
      if (!village) throw new Problem(404, 'not-found');
      const [held, history] = await Promise.all([
        this.reads.ofVillage(tx, reader.countyCode, code, then),
        this.reads.ofVillage(tx, reader.countyCode, code),
      ]);
      return { about: { village }, held, history };
    });
  }

  @Get('organisations/:id/accountability')
  ofOrganisation(@Param('id', uuidInPath) id: string, @Query() { at }: AtQuery, @Reader() reader: ReaderIdentity) {
    return this.answer(at, reader, async (tx, then) => {
      const found = await this.registers.one(tx, 'organisation', partOf(reader), id);
      if (!found) throw new Problem(404, 'not-found');
      const { name, kind, regionCode } = found;
      const [held, history] = await Promise.all([
        this.reads.ofOrganisation(tx, reader.countyCode, id, then),
        this.reads.ofOrganisation(tx, reader.countyCode, id),
      ]);
      return { about: { organisation: { id, name, kind, regionCode } }, held, history };
    });
  }

  private answer(
    at: string | undefined,
    { countyCode }: ReaderIdentity,
    read: (tx: Tx, then: Temporal.Instant) => Promise<Found>,
  ) {
    return this.transactions.read(async (tx) => {
      const then = at === undefined ? tx.now : instantField('at', at);
      const zone = (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
      const { about, held, history } = await read(tx, then);
      return this.view.of(tx, { countyCode, then, zone, about, held, history });
    });
  }
}

interface Found {
  readonly about: Readonly<Record<string, unknown>>;
  readonly held: readonly Accountable[];
  readonly history: readonly Accountable[];
}
