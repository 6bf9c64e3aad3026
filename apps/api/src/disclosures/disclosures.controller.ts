import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import {
  type DisclosureBasis,
  disclosureBases,
  disclosureCategories,
  type DisclosureCategory,
  formatInstant,
  maskNumbers,
} from '#domain';
import { RecordDisclosure } from '#engine';
import { PgDisclosures, PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

export class DisclosureDto {
  /** The organisation that received it, by its full name. */
  @IsString() @MinLength(2) @MaxLength(100) recipient: string;
  @IsIn(disclosureBases, { context: { allowedValues: disclosureBases } }) basis: DisclosureBasis;
  /** What was handed over, by kind. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(disclosureCategories.length)
  @ArrayUnique()
  @IsIn(disclosureCategories, { each: true, context: { allowedValues: disclosureCategories } })
  categories: DisclosureCategory[];
  @IsString() @MinLength(2) @MaxLength(200) purpose: string;
  /** The day on which it was handed over; today if left out. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(10) disclosedOn?: string;
  @IsOptional() @IsUUID() caseId?: string;
}

export class DisclosureQuery {
  /** `nextCursor` of the page before. */
  @IsOptional() @IsUUID() cursor?: string;
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

const zone = 'Asia/Shanghai';

/** The register of personal data handed to others (对外提供登记), kept for three years at least. */
@Controller('v1/disclosures')
export class DisclosuresController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(RecordDisclosure) private readonly recordDisclosure: RecordDisclosure,
    @Inject(PgDisclosures) private readonly disclosures: PgDisclosures,
  ) {}

  @Post()
  @AllowedTo('county-office')
  @HttpCode(201)
  async record(@Body() body: DisclosureDto, @Reader() { countyCode, personId, accountId, scope }: ReaderIdentity) {
    return this.transactions.run(async (tx) => {
      const today = tx.now.toZonedDateTimeISO(zone).toPlainDate().toString();
      const { recipient, basis, categories, purpose, disclosedOn = today, caseId = null } = body;
      if (disclosedOn > today)
        throw new Problem(422, 'bad-fields', { fields: [{ field: 'disclosedOn', rule: 'bad-date' }] });
      const result = await this.recordDisclosure.execute(tx, {
        ...{ countyCode, recordedBy: personId, accountId, scope },
        ...{ recipient, basis, categories, purpose, disclosedOn, caseId },
      });
      if (result.kind === 'unknown-case') {
        throw new Problem(422, 'bad-fields', { fields: [{ field: 'caseId', rule: 'invalid' }] });
      }
      return { id: result.id };
    });
  }

  /** The entries of the county, the latest first. */
  @Get()
  @AllowedTo('county-office', 'audit-admin')
  async list(@Query() { cursor, limit }: DisclosureQuery, @Reader() { scope }: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const found = await this.disclosures.list(tx, scope, { after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit);
      return {
        items: items.map(({ recordedAt, ...one }) => ({
          ...one,
          ...{ recipient: maskNumbers(one.recipient), purpose: maskNumbers(one.purpose) },
          recordedAt: formatInstant(recordedAt, zone),
        })),
        nextCursor: found.length > limit ? items.at(-1)!.id : null,
      };
    });
  }
}
