import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** Cases that one request may name. */
export const mostCases = 500;

const given = ValidateIf((_dto: unknown, value: unknown) => value !== undefined);

export class SeenCaseDto {
  @IsUUID() id: string;
  /** The version that the person saw, as `If-Match` of a single action. */
  @IsInt() @Min(1) @Max(999_999_999) version: number;
}

export class BulkActionDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostCases, { context: { limit: mostCases } })
  @ArrayUnique((one: SeenCaseDto | null) => one?.id)
  @ValidateNested({ each: true })
  @Type(() => SeenCaseDto)
  cases: SeenCaseDto[];

  /** The form of the action, one for all, as its schema asks. */
  @given @IsObject() fields: Record<string, unknown> = {};

  /** Decides everything and writes nothing. */
  @given @IsBoolean() dryRun: boolean = false;
}
