import { IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { caseSorts, type CaseSort } from '#persistence';

const flag = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);
const whole = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
);

/** Which part of a list, in which order. */
export class CasePagingQuery {
  /** By what is due first, if left out. */
  @IsOptional() @IsIn(caseSorts, { context: { allowedValues: caseSorts } }) sort?: CaseSort;
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
  @IsOptional() @whole @IsInt() @Min(1) @Max(200) limit = 50;
}

/** The filters of a list of cases (design §11). */
export class CaseFilterQuery {
  @IsOptional() @flag @IsBoolean() overdue?: boolean;
  /** A span from now: `3wd`. */
  @IsOptional() @IsString() @MaxLength(12) dueWithin?: string;
  @IsOptional() @flag @IsBoolean() open?: boolean;
  @IsOptional() @IsString() @MaxLength(40) state?: string;
  @IsOptional() @IsString() @MaxLength(60) type?: string;
  /** A region code: county, township or village. */
  @IsOptional() @Matches(/^\d{6}(\d{3}(\d{3})?)?$/) village?: string;
  @IsOptional() @IsUUID() leader?: string;
  @IsOptional() @IsUUID() department?: string;
  @IsOptional() @IsString() @MaxLength(40) category?: string;
  @IsOptional() @IsString() @MaxLength(20) urgency?: string;
  @IsOptional() @IsIn(['A', 'B', 'C'], { context: { allowedValues: ['A', 'B', 'C'] } }) tier?: string;
  @IsOptional() @IsString() @MaxLength(60) q?: string;
}

export class CaseListQuery extends IntersectionType(CaseFilterQuery, CasePagingQuery) {
  /** A saved view: what it asks for holds where this query says nothing. */
  @IsOptional() @IsUUID() view?: string;
}

export class AsOfQuery {
  /** A past instant with its offset: the case as it was then. */
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
}

export class ActDto {
  /** The form of the action, as its schema asks. */
  @ValidateIf((_dto: unknown, value: unknown) => value !== undefined) @IsObject() fields: Record<string, unknown> = {};
}
