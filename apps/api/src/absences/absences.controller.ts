import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { type AbsenceProblem, formatInstant } from '#domain';
import { type AbsenceRecord, EndAbsence, EnterAbsence, type Tx } from '#engine';
import { PgAbsences, PgDefinitions, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { instantField } from '../http/instant-field.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { AbsenceDto, AbsencesQuery } from './absences.dto.js';

/** Who is away, from when to when, and who stands in: everybody who works on cases may look, the office enters. */
@Controller('v1/absences')
@AllowedTo(...caseRoles)
export class AbsencesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(PgAbsences) private readonly absences: PgAbsences,
    @Inject(EnterAbsence) private readonly enterAbsence: EnterAbsence,
    @Inject(EndAbsence) private readonly endAbsence: EndAbsence,
  ) {}

  @Get()
  async list(@Query() { person, at, cursor, limit }: AbsencesQuery, @Reader() { countyCode }: ReaderIdentity) {
    const instant = at === undefined ? undefined : instantField('at', at);
    return this.transactions.read(async (tx) => {
      const request = { personId: person, at: instant, after: cursor, limit };
      const { items, nextCursor } = await this.absences.page(tx, countyCode, request);
      const zone = await this.zone(tx, countyCode);
      return {
        items: items.map(({ personName, standInName, ...record }) => ({
          id: record.id,
          person: { id: record.personId, name: personName },
          standIn: record.standInId && { id: record.standInId, name: standInName },
          from: formatInstant(record.from, zone),
          to: formatInstant(record.to, zone),
        })),
        nextCursor,
      };
    });
  }

  /**
   * Enters an absence: one's own, or as the office, the township or the head of the unit somebody's; of a supervisor or a
   * leader, as another of them.
   */
  @Post()
  @HttpCode(201)
  async enter(@Body() body: AbsenceDto, @Reader() { countyCode, personId, accountId, actor }: ReaderIdentity) {
    const [from, to] = [instantField('from', body.from), instantField('to', body.to)];
    const wish = { countyCode, personId: body.personId ?? personId, standInId: body.standInId ?? null, from, to };
    return this.transactions.run(async (tx) => {
      const result = await this.enterAbsence.execute(tx, { ...wish, actor, accountId });
      switch (result.kind) {
        case 'not-yours':
          throw new Problem(403, 'not-allowed');
        case 'refused':
          throw await this.refusal(tx, countyCode, result.problem);
        case 'entered':
          return this.view(tx, result.record);
      }
    });
  }

  /** Back before the time: the work returns now. One that has not begun is withdrawn. */
  @Post(':id/end')
  @HttpCode(200)
  async end(
    @Param('id', new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') })) id: string,
    @Reader() { countyCode, accountId, actor }: ReaderIdentity,
  ) {
    return this.transactions.run(async (tx) => {
      const result = await this.endAbsence.execute(tx, { countyCode, id, actor, accountId });
      switch (result.kind) {
        case 'not-found':
          throw new Problem(404, 'not-found');
        case 'not-yours':
          throw new Problem(403, 'not-allowed');
        case 'over-already':
          throw new Problem(409, 'absence-over');
        case 'ended':
          return this.view(tx, result.record);
      }
    });
  }

  private async refusal(tx: Tx, countyCode: string, problem: AbsenceProblem): Promise<Problem> {
    const { code } = problem;
    if (code !== 'away-already')
      return new Problem(422, 'bad-fields', { fields: [{ field: fieldOf[code], rule: code }] });
    const zone = await this.zone(tx, countyCode);
    const [from, to] = [problem.from, problem.to].map((ms) =>
      formatInstant(Temporal.Instant.fromEpochMilliseconds(ms), zone),
    );
    return new Problem(409, 'away-already', { data: { from, to }, members: { from, to } });
  }

  private async view(tx: Tx, { id, personId, standInId, from, to, countyCode }: AbsenceRecord) {
    const zone = await this.zone(tx, countyCode);
    return { id, personId, standInId, from: formatInstant(from, zone), to: formatInstant(to, zone) };
  }

  private async zone(tx: Tx, countyCode: string): Promise<string> {
    return (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
  }
}

/** The field that a person has to change. */
const fieldOf: Readonly<Record<Exclude<AbsenceProblem['code'], 'away-already'>, string>> = {
  'ends-before-it-begins': 'to',
  'over-already': 'to',
  'stands-in-for-oneself': 'standInId',
  'person-without-posting': 'personId',
  'stand-in-without-posting': 'standInId',
  'appoints-oneself': 'standInId',
  'away-too-long': 'to',
  'stand-in-is-administrator': 'standInId',
  'office-stands-in-for-supervisor': 'standInId',
  circle: 'standInId',
};
