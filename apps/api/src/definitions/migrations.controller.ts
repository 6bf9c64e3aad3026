import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { formatInstant } from '#domain';
import { BeginMigration } from '#engine';
import {
  countyTimeZone,
  Outbox,
  PgCaseMigrations,
  PgTransactions,
  type ReadMigratedCase,
  type ReadMigration,
} from '#persistence';
import { type MigrationJob, queues } from '#queue';
import { Temporal } from 'temporal-polyfill';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { tellObstacle } from './definition-messages.js';
import { MigratedCasesQuery, MigrationDto } from './definitions.dto.js';

/**
 * Open cases brought onto another version of their type. An administrator sees of a case its number, its clocks and
 * what keeps it where it is, and nothing else.
 */
@Controller('v1/case-types/:code/migrations')
@AllowedTo('system-admin')
export class MigrationsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(BeginMigration) private readonly beginMigration: BeginMigration,
    @Inject(PgCaseMigrations) private readonly migrations: PgCaseMigrations,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Begins one, which a worker runs; with `dryRun` it only says what would become of each case. */
  @Post()
  async begin(
    @Param('code') code: string,
    @Body() { to, dryRun = false }: MigrationDto,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { countyCode } = reader;
    return this.transactions.run(async (tx) => {
      const result = await this.beginMigration.execute(tx, reader, { code, toVersionId: to ?? null, dryRun });
      switch (result.kind) {
        case 'not-found':
          throw to ? new Problem(422, 'bad-fields', { fields: [{ field: 'to', rule: 'no-such-version' }] }) : new Problem(404, 'not-found'); // prettier-ignore
        case 'not-in-force':
        case 'no-policy':
          throw new Problem(409, result.kind === 'no-policy' ? 'no-policy-in-force' : 'version-not-in-force');
        case 'another-runs':
          throw new Problem(409, 'migration-runs', { data: { id: result.migration.id } });
        case 'begun':
        case 'goes-on': {
          const { id } = result.migration;
          // one that goes on may have lost its job with the process that ran it; two jobs of one run do no harm
          await this.outbox.ask(tx, countyCode, queues.migrations, { migrationId: id } satisfies MigrationJob);
          void reply.status(202).header('location', `/api/v1/case-types/${code}/migrations/${id}`);
          const begun = await this.migrations.one(tx, countyCode, code, id);
          return { ...view(begun!), stays: await this.stays(tx, id, language) };
        }
      }
    });
  }

  /** Those of a type, the newest first. */
  @Get()
  async list(@Param('code') code: string, @Reader() { countyCode }: ReaderIdentity) {
    return { items: await this.transactions.read(async (tx) => (await this.migrations.list(tx, countyCode, code)).map(view)) }; // prettier-ignore
  }

  /** How far it is, and why how many cases stay where they are. */
  @Get(':id')
  async read(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Reader() { countyCode }: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      const migration = await this.migrations.one(tx, countyCode, code, id);
      if (!migration) throw new Problem(404, 'not-found');
      return { ...view(migration), stays: await this.stays(tx, id, language) };
    });
  }

  /** What became of each case, or would: moved or why not, and which of its clocks change. By number, a page at a time. */
  @Get(':id/cases')
  async cases(
    @Param('code') code: string,
    @Param('id', uuidInPath) id: string,
    @Query() { staying = false, cursor = '', limit }: MigratedCasesQuery,
    @Reader() { countyCode }: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    return this.transactions.read(async (tx) => {
      if (!(await this.migrations.one(tx, countyCode, code, id))) throw new Problem(404, 'not-found');
      const found = await this.migrations.readCases(tx, id, staying, cursor, limit + 1);
      const items = found.slice(0, limit);
      return {
        items: items.map((one) => caseView(one, language)),
        nextCursor: found.length > limit ? items.at(-1)!.number : null,
      };
    });
  }

  private async stays(tx: Parameters<PgCaseMigrations['obstacles']>[0], id: string, language: Language) {
    const obstacles = await this.migrations.obstacles(tx, id);
    return obstacles.map((one) => ({ ...one, reason: tellObstacle(one, language) }));
  }
}

function view({ countyCode: _county, createdAt, finishedAt, ...rest }: ReadMigration) {
  const at = (date: Date) => formatInstant(Temporal.Instant.fromEpochMilliseconds(date.getTime()), countyTimeZone);
  return { ...rest, createdAt: at(createdAt), finishedAt: finishedAt && at(finishedAt) };
}

function caseView({ number, fromVersionId, obstacles, clocks }: ReadMigratedCase, language: Language) {
  const at = (written: string | null) => written && formatInstant(Temporal.Instant.from(written), countyTimeZone);
  return {
    ...{ number, fromVersionId, moves: obstacles.length === 0 },
    obstacles: obstacles.map((one) => ({ ...one, reason: tellObstacle(one, language) })),
    clocks: clocks.map(({ clock, why, from, to }) => ({ clock, why, from: at(from), to: at(to) })),
  };
}
