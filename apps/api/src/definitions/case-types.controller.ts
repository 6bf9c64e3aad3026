import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { type CaseType, isOpen, mayOpen } from '#domain';
import { type Tx } from '#engine';
import { PgDefinitions, PgDirectories, PgTransactions } from '#persistence';
import { AjvForms } from '#platform';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { administrators, AllowedTo, caseRoles, everybody } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { DefinitionDesk } from './definition-desk.js';
import { CaseTypeActivationDto, SendCaseTypeDto, VersionQuery } from './definitions.dto.js';
import { wantsYaml } from './wants-yaml.js';

const named = (code: string) => ({ kind: 'case-type', code }) as const;

/** Case types: what a county runs and who may open what, their versions, and which of them is in force when. */
@Controller('v1/case-types')
@AllowedTo(...caseRoles, ...administrators)
export class CaseTypesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(PgDirectories) private readonly directories: PgDirectories,
    @Inject(AjvForms) private readonly forms: AjvForms,
    private readonly desk: DefinitionDesk,
  ) {}

  /** The types in force with their states, and the form to open one with, where the reader may. */
  @Get()
  @AllowedTo(...everybody)
  async types(@Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    return this.transactions.read(async (tx) => {
      const items = [];
      for (const type of await this.definitions.activeTypes(tx, reader.countyCode)) {
        items.push(await this.view(tx, type, reader, language));
      }
      return { items };
    });
  }

  /** A case type, alone or with its policy: checked, proven with it, and kept as drafts. */
  @Post()
  @AllowedTo('system-admin')
  send(
    @Body() { caseType, policy }: SendCaseTypeDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.desk.enter(reader, { caseType, policy }, language, reply);
  }

  @Get(':code')
  @AllowedTo(...everybody)
  async type(@Param('code') code: string, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    return this.transactions.read(async (tx) => {
      const found = await this.definitions.active(tx, reader.countyCode, code);
      if (!found) throw new Problem(404, 'not-found');
      const { typeVersionId, policyVersionId, calendarVersionId } = found;
      return {
        ...(await this.view(tx, found.type, reader, language)),
        inForce: { typeVersionId, policyVersionId, calendarVersionId },
      };
    });
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

  /** Lets it come into force, now or later, for cases that are opened from then on; those that are open stay on theirs. */
  @Post(':code/versions/:id/activation')
  @AllowedTo('system-admin')
  activate(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Body() wish: CaseTypeActivationDto,
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

  private async view(tx: Tx, type: CaseType, { countyCode, actor }: ReaderIdentity, language: Language) {
    const open = type.actions.get('open');
    const isOpenToReader = open && mayOpen(type, actor, await this.directories.of(tx, countyCode), tx.now);
    return {
      code: type.code,
      label: type.label[language],
      urgencies: type.urgencies,
      states: [...type.states.values()].map(({ name, label }) => ({
        code: name,
        label: label[language],
        open: isOpen(type, name),
      })),
      open: isOpenToReader ? { label: open.label[language], schema: this.forms.schema(type, open, language) } : null,
    };
  }
}
