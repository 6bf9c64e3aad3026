import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type RegisterEntries } from '#domain';
import { instantField } from '../http/instant-field.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { beginning, changesOf, end } from './entry-fields.js';
import { CorrectDutyDto, DutiesQuery, DutyDto, EndDto } from './people.dto.js';
import { RegisterDesk } from './register-desk.js';

const register = 'duty';

/** The duty roster (值班表): who is on duty for the county, a township or a unit, from–to. */
@Controller('v1/duty-roster')
@AllowedTo(...caseRoles)
export class DutyRosterController {
  constructor(private readonly desk: RegisterDesk) {}

  @Get()
  list(@Query() { cursor, limit, ...filter }: DutiesQuery, @Reader() reader: ReaderIdentity) {
    const instants = (['at', 'from', 'to'] as const).flatMap((field) => {
      const written = filter[field];
      return written === undefined ? [] : [[field, instantField(field, written)] as const];
    });
    const { at: _at, from: _from, to: _to, ...rest } = filter;
    return this.desk.page({ register, reader }, { ...rest, ...Object.fromEntries(instants) }, { cursor, limit });
  }

  @Get(':id')
  read(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.one({ register, reader }, id, reply);
  }

  @Post()
  @AllowedTo('county-office', 'township-office')
  @HttpCode(201)
  enter(@Body() body: DutyDto, @Reader() reader: ReaderIdentity, @Res({ passthrough: true }) reply: FastifyReply) {
    const { from, to, organisationId = null, ...entry } = body;
    const term = { from: beginning(from), to: end(to) };
    return this.desk.enter({ register, reader }, { ...entry, organisationId, ...term }, 'duty-roster', reply);
  }

  /** Puts a mistake right: only the fields that are given. */
  @Patch(':id')
  @AllowedTo('county-office', 'township-office')
  correct(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: CorrectDutyDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const changes = changesOf<RegisterEntries[typeof register]>(body, ['organisationId']);
    return this.desk.correct({ register, reader }, id, ifMatch, changes, reply);
  }

  /** Ends it; what was, stays. What has not begun yet is withdrawn. */
  @Post(':id/end')
  @AllowedTo('county-office', 'township-office')
  @HttpCode(200)
  end(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { at }: EndDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.end({ register, reader }, id, ifMatch, at, reply);
  }
}
