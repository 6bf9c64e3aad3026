import { Body, Controller, Get, Headers, Inject, Param, Put, Query, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { type FastifyReply } from 'fastify';
import { ChangeDutyList, type Tx } from '#engine';
import { CATEGORIES, type Category, PgDefinitions, PgDutyLists, PgTransactions, RegisterPages } from '#persistence';
import { etagOf, versionOf } from '../http/etag.js';
import { instantField } from '../http/instant-field.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AtQuery } from '../people/people.dto.js';
import { edgeView } from '../people/record-view.js';
import { partOf } from '../people/register-desk.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

export class DutyListLine {
  /** A code of the county's tree; what is below it is covered too. */
  @IsString() @MaxLength(40) category: string;
  /** As it began where it is on the list already, else from now on. */
  @IsOptional() @IsString() @MaxLength(40) from?: string | null;
  @IsOptional() @IsString() @MaxLength(40) to?: string | null;
}

export class DutyListDto {
  @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => DutyListLine) items: DutyListLine[];
}

/** What an organisation is there for (履职事项清单): dispatching outside it takes a reason. */
@Controller('v1/organisations')
@AllowedTo(...caseRoles, ...administrators)
export class DutyListsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDutyLists) private readonly lists: PgDutyLists,
    @Inject(RegisterPages) private readonly registers: RegisterPages,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(ChangeDutyList) private readonly changeDutyList: ChangeDutyList,
    @Inject(CATEGORIES) private readonly categories: readonly Category[],
  ) {}

  /** What is on the list and not over, now or at another instant. */
  @Get(':id/duties')
  read(
    @Param('id', uuidInPath) id: string,
    @Query() { at }: AtQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const then = at === undefined ? undefined : instantField('at', at);
    return this.transactions.read(async (tx) => {
      await this.findable(tx, reader, id);
      const { version } = await this.lists.held(tx, reader.countyCode, id);
      void reply.header('etag', etagOf(version));
      return { items: await this.view(tx, reader, id, language, then) };
    });
  }

  /** Writes the whole list anew: what is left out ends now, what is new begins; what was stays on record. */
  @Put(':id/duties')
  @AllowedTo('county-office')
  change(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { items }: DutyListDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.transactions.run(async (tx) => {
      const { countyCode, personId, accountId } = reader;
      await this.findable(tx, reader, id);
      const version = versionOf(ifMatch);
      if (version === null)
        throw new Problem(428, 'version-missing', {
          data: { version: (await this.lists.held(tx, countyCode, id)).version },
        });
      const wanted = items.map(({ category, from, to }, line) => ({
        category,
        from: from ? instantField(`items.${line}.from`, from).epochMilliseconds : null,
        to: to ? instantField(`items.${line}.to`, to).epochMilliseconds : Infinity,
      }));
      const command = { countyCode, personId, accountId, organisationId: id, version, items: wanted };
      const result = await this.changeDutyList.execute(tx, command);
      switch (result.kind) {
        case 'not-found':
          throw new Problem(404, 'not-found');
        case 'stale':
          throw new Problem(412, 'version-stale', {
            ...{ data: { version: result.version }, members: { version: result.version } },
          });
        case 'refused':
          throw new Problem(422, 'bad-fields', {
            fields: result.problems.map(({ line, field, code }) => ({ field: `items.${line}.${field}`, rule: code })),
          });
        case 'done':
          void reply.header('etag', etagOf((await this.lists.held(tx, countyCode, id)).version));
          return { items: await this.view(tx, reader, id, language) };
      }
    });
  }

  private async findable(tx: Tx, reader: ReaderIdentity, id: string): Promise<void> {
    if (!(await this.registers.one(tx, 'organisation', partOf(reader), id))) throw new Problem(404, 'not-found');
  }

  private async view(
    tx: Tx,
    { countyCode }: ReaderIdentity,
    id: string,
    language: Language,
    at?: ReturnType<typeof instantField>,
  ) {
    const zone = (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
    const items = await this.lists.at(tx, countyCode, id, at);
    return items.map(({ category, from, to }) => ({
      category,
      label: this.categories.find(({ code }) => code === category)?.[language] ?? category,
      from: edgeView(from, zone),
      to: edgeView(to, zone),
    }));
  }
}
