import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type RegisterEntries } from '#domain';
import { instantField } from '../http/instant-field.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { beginning, changesOf, end } from './entry-fields.js';
import { CorrectLinkDto, EndDto, LinkDto, LinksQuery } from './people.dto.js';
import { RegisterDesk } from './register-desk.js';

const register = 'link';

/** Links (挂村): leader, cadre, first secretary or instructor ↔ village, from–to. */
@Controller('v1/links')
@AllowedTo(...caseRoles, ...administrators)
export class LinksController {
  constructor(private readonly desk: RegisterDesk) {}

  @Get()
  list(@Query() { cursor, limit, ...filter }: LinksQuery, @Reader() reader: ReaderIdentity) {
    const at = filter.at === undefined ? undefined : instantField('at', filter.at);
    return this.desk.page({ register, reader }, { ...filter, at }, { cursor, limit });
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
  @AllowedTo('county-office')
  @HttpCode(201)
  enter(@Body() body: LinkDto, @Reader() reader: ReaderIdentity, @Res({ passthrough: true }) reply: FastifyReply) {
    const { from, to, principal = false, ...entry } = body;
    const term = { from: beginning(from), to: end(to) };
    return this.desk.enter({ register, reader }, { ...entry, principal, ...term }, 'links', reply);
  }

  /** Puts a mistake right: only the fields that are given. */
  @Patch(':id')
  @AllowedTo('county-office')
  correct(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: CorrectLinkDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const changes = changesOf<RegisterEntries[typeof register]>(body, ['to']);
    return this.desk.correct({ register, reader }, id, ifMatch, changes, reply);
  }

  /** Ends it; what was, stays. What has not begun yet is withdrawn. */
  @Post(':id/end')
  @AllowedTo('county-office')
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
