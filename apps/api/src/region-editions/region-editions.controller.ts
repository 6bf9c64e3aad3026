import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { EnterRegionEdition, type EnterResult, MoveToSuccessors, PlanRegionEdition } from '#engine';
import { PgTransactions } from '#persistence';
import { planView, readEditionFile } from '../../../composition/src/index.js';
import { WithoutIdempotencyKey } from '../idempotency/honours-key.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { EditionReports } from './edition-reports.js';
import { fileProblem } from './file-problems.js';
import { uploadedEdition } from './uploaded-edition.js';

/** Editions of the statistical divisions. */
@Controller('v1/region-editions')
@AllowedTo('system-admin', 'county-office')
export class RegionEditionsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PlanRegionEdition) private readonly plan: PlanRegionEdition,
    @Inject(EnterRegionEdition) private readonly enter: EnterRegionEdition,
    @Inject(MoveToSuccessors) private readonly move: MoveToSuccessors,
    private readonly reports: EditionReports,
  ) {}

  /** Compares a new edition with the divisions in force, and enters it unless `dryRun` says only to look. */
  @Post()
  // a file that comes again is known by what is in it
  @WithoutIdempotencyKey()
  @AllowedTo('system-admin')
  async submit(
    @Req() request: FastifyRequest,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { countyCode, personId } = reader;
    const { file, fileName, dryRun, validFrom, decisions } = await uploadedEdition(request);
    const read = readEditionFile(file, countyCode, validFrom);
    if (!read.ok) throw fileProblem(read.problems, language);
    const edition = {
      ...{ countyCode, validFrom, fileName, personId, divisions: read.divisions },
      decisions: new Map([...read.decisions, ...decisions]),
    };
    if (dryRun) {
      const plan = await this.transactions.read((tx) => this.plan.execute(tx, edition));
      if (plan.problems.length > 0) throw refusal({ kind: 'decisions-wrong', plan }, language);
      void reply.status(200);
      return { dryRun, validFrom, laterEdition: plan.laterEdition, ...planView(plan, language) };
    }
    const result = await this.transactions.run((tx) => this.enter.execute(tx, edition));
    if (result.kind === 'nothing-changed') {
      void reply.status(200);
      return { dryRun, validFrom, state: 'unchanged', ...planView(result.plan, language) };
    }
    if (result.kind !== 'entered') throw refusal(result, language);
    await this.move.untilNoneWaits();
    void reply.header('location', `/api/v1/region-editions/${result.id}`).status(201);
    return this.reports.one(reader, result.id, language);
  }

  /** The editions of the county, the newest first. */
  @Get()
  async list(@Reader() { countyCode }: ReaderIdentity, @ReaderLanguage() language: Language) {
    return { items: await this.reports.all(countyCode, language) };
  }

  /** One edition: what it changed, how far its cases have moved, and how many open cases nobody inherited; which, for who sees them. */
  @Get(':id')
  async one(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    const found = await this.reports.one(reader, id, language);
    if (!found) throw new Problem(404, 'not-found');
    return found;
  }
}

function refusal({ kind, plan }: Exclude<EnterResult, { kind: 'entered' }>, language: Language): Problem {
  const members = { problems: plan.problems, ...planView(plan, language) };
  if (kind === 'decisions-wrong') return new Problem(422, 'edition-decisions-wrong', { members });
  if (kind === 'later-edition') return new Problem(409, 'later-edition', { data: { day: plan.laterEdition }, members });
  return new Problem(409, 'edition-decisions-needed', { data: { count: plan.undecided.length }, members });
}
