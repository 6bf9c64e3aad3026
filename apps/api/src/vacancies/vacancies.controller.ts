import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { identitiesOf, type Role } from '#domain';
import { type Tx } from '#engine';
import {
  CaseLists,
  DutyBoard,
  PgDefinitions,
  PgTransactions,
  Vacancies,
  vacantCaseKinds,
  type VacancyArea,
  type VacancyPage,
} from '#persistence';
import { CasePages } from '../cases/case-pages.js';
import { CasePagingQuery } from '../cases/cases.dto.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { recordView } from '../people/record-view.js';
import { partOf } from '../people/register-desk.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** How far ahead gaps of the roster are shown. */
const daysAhead = 14;
/** Places that are counted exactly: far more than a county has. */
const most = 10_000;

const placeKinds = ['offices', 'units', 'villages', 'duty'] as const;
type PlaceKind = (typeof placeKinds)[number];

export class VacanciesQuery {
  @IsOptional() @IsString() @MaxLength(80) @Matches(/^[\w/-]+$/) cursor?: string;
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

/**
 * The vacancy board: cases that no active posting holds, cases of those who have left, offices, units and villages without
 * their people, and gaps in the roster ahead. Looked up at the instant of the question, inside what the reader may see.
 */
@Controller('v1/vacancies')
@AllowedTo('county-office', 'supervisor', 'township-office', 'system-admin')
export class VacanciesController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(Vacancies) private readonly vacancies: Vacancies,
    @Inject(CaseLists) private readonly lists: CaseLists,
    @Inject(DutyBoard) private readonly duty: DutyBoard,
    private readonly pages: CasePages,
  ) {}

  /** How much of each kind; cases exactly up to 10,000. */
  @Get()
  async counts(@Reader() reader: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const cases: Record<string, { count: number; more: boolean }> = {};
      for (const kind of vacantCaseKinds) {
        cases[kind] = await this.lists.count(tx, reader.scope, await this.vacancies.caseFilter(tx, reader.scope, kind));
      }
      const places: Record<string, { count: number; more: boolean }> = {};
      for (const kind of placeKinds) {
        const { items, nextCursor } = await this.places(tx, kind, reader, null, most);
        places[kind] = { count: items.length, more: nextCursor !== null };
      }
      return { ...cases, ...places };
    });
  }

  /** Open cases whose place nobody fills: they are asked of a fallback, or of nobody. */
  @Get('unheld')
  unheld(@Query() query: CasePagingQuery, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    return this.pages.page((tx) => this.vacancies.caseFilter(tx, reader.scope, 'unheld'), query, reader, language);
  }

  /** Open cases that name somebody whose posting has ended, though others of the unit are asked meanwhile. */
  @Get('ended-postings')
  ended(@Query() query: CasePagingQuery, @Reader() reader: ReaderIdentity, @ReaderLanguage() language: Language) {
    const filter = (tx: Tx) => this.vacancies.caseFilter(tx, reader.scope, 'ended-postings');
    return this.pages.page(filter, query, reader, language);
  }

  /** Offices of the county and its townships that nobody holds. */
  @Get('offices')
  offices(@Query() query: VacanciesQuery, @Reader() reader: ReaderIdentity) {
    return this.page('offices', query, reader);
  }

  /** Units that handle or lead open cases, without a head. */
  @Get('units')
  units(@Query() query: VacanciesQuery, @Reader() reader: ReaderIdentity) {
    return this.page('units', query, reader);
  }

  /** Villages without a linked leader, or without a principal one. */
  @Get('villages')
  villages(@Query() query: VacanciesQuery, @Reader() reader: ReaderIdentity) {
    return this.page('villages', query, reader);
  }

  /** Gaps in the duty roster of the next fortnight. */
  @Get('duty')
  gapsAhead(@Query() query: VacanciesQuery, @Reader() reader: ReaderIdentity) {
    return this.page('duty', query, reader);
  }

  private async page(
    kind: PlaceKind,
    { cursor, limit }: VacanciesQuery,
    reader: ReaderIdentity,
  ): Promise<VacancyPage<unknown>> {
    if (cursor !== undefined && !marks[kind].test(cursor)) {
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'cursor', rule: 'not-a-cursor' }] });
    }
    return this.transactions.read((tx) => this.places(tx, kind, reader, cursor ?? null, limit));
  }

  private places(
    tx: Tx,
    kind: PlaceKind,
    reader: ReaderIdentity,
    after: string | null,
    limit: number,
  ): Promise<VacancyPage<unknown>> {
    const area = areaOf(reader);
    if (kind === 'duty') return this.gaps(tx, reader, Number(after ?? 0), limit);
    return this.vacancies[kind](tx, area, after, limit);
  }

  private async gaps(tx: Tx, reader: ReaderIdentity, after: number, limit: number): Promise<VacancyPage<unknown>> {
    const from = tx.now.epochMilliseconds;
    const window = { from, to: from + daysAhead * 86_400_000 };
    const gaps = (await this.duty.gaps(tx, partOf(reader), window)) ?? [];
    const zone = (await this.definitions.calendar(tx, reader.countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
    return {
      items: gaps.slice(after, after + limit).map((gap) => recordView(gap, zone)),
      nextCursor: gaps.length > after + limit ? String(after + limit) : null,
    };
  }
}

/** What the mark of a page looks like. */
const marks: Readonly<Record<PlaceKind, RegExp>> = {
  offices: /^\d{6,9}\/[a-z-]+$/,
  units: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  villages: /^\d{12}$/,
  duty: /^\d{1,6}$/,
};

const ofTheCounty: ReadonlySet<Role> = new Set(['county-office', 'supervisor', 'system-admin']);

/** A township's office looks at its township. */
function areaOf({ countyCode, actor }: ReaderIdentity): VacancyArea {
  const postings = identitiesOf(actor).flatMap((one) => one.postings);
  if (postings.some(({ role }) => ofTheCounty.has(role))) return { countyCode, regions: [countyCode] };
  const own = postings.filter(({ role }) => role === 'township-office').map(({ regionCode }) => regionCode);
  return { countyCode, regions: own };
}
