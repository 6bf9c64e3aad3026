import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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
} from 'class-validator';

const scopes = ['all', 'with-what-ends'] as const;
/** Ids that one request may name. */
const most = 500;

export class HandOverDto {
  /** Takes everything that `takers` gives to nobody else. */
  @IsOptional() @IsUUID() successorId?: string;
  /** Now, or an instant to come: then postings end at that instant and the cases move when it comes. */
  @IsOptional() @IsString() @MaxLength(40) at?: string;
  /** Postings that end; left out, all of somebody who leaves. */
  @IsOptional() @IsArray() @ArrayMaxSize(most) @IsUUID(undefined, { each: true }) ends?: string[];
  /** Links that end; left out, all of somebody who leaves. */
  @IsOptional() @IsArray() @ArrayMaxSize(most) @IsUUID(undefined, { each: true }) links?: string[];
  /** Duties that pass on; left out, all of somebody who leaves. */
  @IsOptional() @IsArray() @ArrayMaxSize(most) @IsUUID(undefined, { each: true }) duties?: string[];
  /** `all`: the whole work. `with-what-ends`: what no remaining posting answers for. */
  @IsOptional() @IsIn(scopes, { context: { allowedValues: scopes } }) cases: (typeof scopes)[number] = 'with-what-ends';
  /** Who takes one posting, link, duty or case, by its id. */
  @IsOptional() @IsObject() takers: Record<string, unknown> = {};
  /** Says what would happen, and changes nothing. */
  @IsOptional() @IsBoolean() dryRun = false;
}

const whole = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
);

export class SheetsQuery {
  @IsOptional() @IsUUID() cursor?: string;
  @IsOptional() @whole @IsInt() @Min(1) @Max(200) limit = 50;
}

export class SheetQuery {
  /** `nextCursor` of the page before. */
  @IsOptional() @Matches(/^\d{1,7}$/) cursor?: string;
  @IsOptional() @whole @IsInt() @Min(1) @Max(1000) limit = 200;
}
