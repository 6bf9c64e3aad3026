import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type RegisterEntries } from '#domain';
import { uuidInPath } from '../http/uuid-in-path.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { changesOf } from './entry-fields.js';
import { CorrectPersonDto, PersonDto, PersonsQuery } from './people.dto.js';
import { RegisterDesk } from './register-desk.js';

const register = 'person';

/** Who works in the programme: a name and what is held. No telephone numbers are kept. */
@Controller('v1/persons')
@AllowedTo(...caseRoles, ...administrators)
export class PersonsController {
  constructor(private readonly desk: RegisterDesk) {}

  @Get()
  list(@Query() { cursor, limit, ...filter }: PersonsQuery, @Reader() reader: ReaderIdentity) {
    return this.desk.page({ register, reader }, filter, { cursor, limit });
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
  @AllowedTo('system-admin')
  @HttpCode(201)
  enter(@Body() body: PersonDto, @Reader() reader: ReaderIdentity, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.desk.enter({ register, reader }, { name: body.name }, 'persons', reply);
  }

  /** Puts a mistake right: only the fields that are given. */
  @Patch(':id')
  @AllowedTo('system-admin')
  correct(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: CorrectPersonDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const changes = changesOf<RegisterEntries[typeof register]>(body, []);
    return this.desk.correct({ register, reader }, id, ifMatch, changes, reply);
  }
}
