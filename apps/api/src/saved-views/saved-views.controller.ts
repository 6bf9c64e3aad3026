import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { hasNumbers, type Sharing, viewsAtMost } from '#domain';
import { KeepViews, type KeepViewResult, type SavedView, type Tx, type ViewContent, type ViewKeeper } from '#engine';
import { PgTransactions } from '#persistence';
import { CaseFilters } from '../cases/case-filters.js';
import { type CaseFilterQuery } from '../cases/cases.dto.js';
import { etagOf, versionOf } from '../http/etag.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { SavedViewDto, type SharingDto } from './saved-views.dto.js';
import { keeperOf } from './view-reader.js';

/** Lists of cases that people save under a name and share: the question is shared, the cases are each reader's own. */
@Controller('v1/saved-views')
@AllowedTo(...caseRoles)
export class SavedViewsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(KeepViews) private readonly keepViews: KeepViews,
    private readonly caseFilters: CaseFilters,
  ) {}

  /** One's own, and those that are shared with one, by name. */
  @Get()
  async list(@Reader() reader: ReaderIdentity) {
    const keeper = keeperOf(reader)!;
    return this.transactions.read(async (tx) => {
      const views = await this.keepViews.of(tx, keeper);
      return { items: await Promise.all(views.map((view) => this.view(tx, keeper, view))) };
    });
  }

  @Get(':id')
  async read(
    @Param('id', uuidInPath) id: string,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.transactions.read((tx) => this.answer(tx, keeperOf(reader)!, id, reply));
  }

  /** Saves a view; up to 50 a person. */
  @Post()
  @HttpCode(201)
  async save(
    @Body() body: SavedViewDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const keeper = keeperOf(reader)!;
    return this.transactions.run(async (tx) => {
      const id = keptOf(await this.keepViews.save(tx, keeper, await this.contentOf(tx, body, keeper)));
      void reply.header('location', `/api/v1/saved-views/${id}`);
      return this.answer(tx, keeper, id, reply);
    });
  }

  /** Replaces a view of one's own; the county office, one whose owner has left. */
  @Put(':id')
  async change(
    @Param('id', uuidInPath) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: SavedViewDto,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const keeper = keeperOf(reader)!;
    return this.transactions.run(async (tx) => {
      const version = versionOf(ifMatch);
      if (version === null) {
        const current = await this.keepViews.one(tx, keeper, id);
        throw current
          ? new Problem(428, 'version-missing', { data: { version: current.version } })
          : new Problem(404, 'not-found');
      }
      keptOf(await this.keepViews.change(tx, keeper, id, version, await this.contentOf(tx, body, keeper)));
      return this.answer(tx, keeper, id, reply);
    });
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', uuidInPath) id: string, @Reader() reader: ReaderIdentity): Promise<void> {
    await this.transactions.run(async (tx) => keptOf(await this.keepViews.remove(tx, keeperOf(reader)!, id)));
  }

  private async answer(tx: Tx, keeper: ViewKeeper, id: string, reply: FastifyReply) {
    const view = await this.keepViews.one(tx, keeper, id);
    if (!view) throw new Problem(404, 'not-found');
    void reply.header('etag', etagOf(view.version));
    return this.view(tx, keeper, view);
  }

  private async view(tx: Tx, keeper: ViewKeeper, view: SavedView) {
    return {
      id: view.id,
      name: view.name,
      filters: view.filters,
      sort: view.sort,
      sharedWith: sharingView(view),
      owner: { id: view.ownerId, name: view.ownerName },
      mine: view.ownerId === keeper.personId,
      mayChange: await this.keepViews.mayChange(tx, keeper, view),
      version: view.version,
    };
  }

  /** The content, checked as a list of cases would check it. Names and words stay readable for long: no numbers of persons. */
  private async contentOf(tx: Tx, body: SavedViewDto, { countyCode }: ViewKeeper): Promise<ViewContent> {
    const { name, sort = null, sharedWith } = body;
    const filters = saidIn(body.filters);
    const numbered = [
      ...(hasNumbers(name) ? ['name'] : []),
      ...(filters.q !== undefined && hasNumbers(filters.q) ? ['filters.q'] : []),
    ];
    if (numbered.length > 0) {
      const fields = numbered.map((field) => ({ field, rule: 'number-in-a-view' }));
      throw new Problem(422, 'bad-fields', { fields });
    }
    await this.caseFilters.of(tx, filters, countyCode);
    return { name, filters, sort, sharing: sharingOf(sharedWith) };
  }
}

/** The filters that say something; in JSON one may be there and null. */
function saidIn(filters: CaseFilterQuery): CaseFilterQuery & ViewContent['filters'] {
  const said = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(said) as CaseFilterQuery & ViewContent['filters'];
}

/** The id of what was kept. Throws the problem of what was not. */
function keptOf(result: KeepViewResult): string {
  const wrong = (field: string, rule: string) => new Problem(422, 'bad-fields', { fields: [{ field, rule }] });
  switch (result.kind) {
    case 'kept':
      return result.id;
    case 'not-found':
      throw new Problem(404, 'not-found');
    case 'not-allowed':
      throw new Problem(403, 'not-allowed');
    case 'stale':
      throw new Problem(412, 'version-stale', {
        data: { version: result.version },
        members: { version: result.version },
      });
    case 'name-taken':
      throw new Problem(409, 'view-name-taken');
    case 'too-many':
      throw new Problem(409, 'too-many-views', { data: { limit: viewsAtMost } });
    case 'unknown-organisation':
      throw wrong('sharedWith.organisation', 'unknown-organisation');
    case 'not-yours-to-share':
      throw wrong('sharedWith', 'not-yours-to-share');
  }
}

function sharingOf({ with: kind, organisation, role }: SharingDto): Sharing {
  switch (kind) {
    case 'organisation':
      return { with: kind, organisationId: organisation! };
    case 'role':
      return { with: kind, role: role! };
    default:
      return { with: kind };
  }
}

function sharingView({ sharing, organisationName }: SavedView) {
  switch (sharing.with) {
    case 'organisation':
      return { with: sharing.with, organisation: { id: sharing.organisationId, name: organisationName } };
    case 'role':
    case 'county':
    case 'nobody':
      return { ...sharing };
  }
}
