import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type Language, ReaderLanguage } from '../http/language.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { DefinitionDesk } from './definition-desk.js';
import { ActivationDto, SendPolicyDto, VersionQuery } from './definitions.dto.js';
import { wantsYaml } from './wants-yaml.js';

const named = (code: string) => ({ kind: 'policy', code }) as const;

/** Policies by the type that they measure: versions, and which of them is in force when. */
@Controller('v1/policies')
@AllowedTo(...caseRoles, ...administrators)
export class PoliciesController {
  constructor(private readonly desk: DefinitionDesk) {}

  /** A policy of a type that is there: checked, proven with it, and kept as a draft. */
  @Post()
  @AllowedTo('system-admin')
  send(
    @Body() { policy }: SendPolicyDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.enter(reader, { policy }, language, reply);
  }

  @Get(':code/versions')
  versions(@Param('code') code: string, @Reader() reader: ReaderIdentity) {
    return this.desk.list(reader, named(code));
  }

  /** What a version says; as YAML with `?format=yaml` or `Accept: text/yaml`. */
  @Get(':code/versions/:id')
  version(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Query() { format }: VersionQuery,
    @Headers('accept') accept: string | undefined,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.read(reader, named(code), id, wantsYaml(format, accept), reply);
  }

  /** Lets it come into force, now or later; proven with every version that cases are on or will be opened on. */
  @Post(':code/versions/:id/activation')
  @AllowedTo('system-admin')
  activate(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Body() wish: ActivationDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.activate(reader, named(code), id, wish, language, reply);
  }

  /** Takes back that it comes into force later. */
  @Delete(':code/versions/:id/activation')
  @AllowedTo('system-admin')
  @HttpCode(204)
  withdraw(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.desk.withdraw(reader, named(code), id, language);
  }
}
