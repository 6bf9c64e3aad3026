import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

export const rowStatuses = ['accepted', 'rejected', 'duplicate'] as const;

/** Which rows of an import, and behind which. */
export class ImportRowsQuery {
  @IsOptional() @IsIn(rowStatuses, { context: { allowedValues: rowStatuses } }) status?: (typeof rowStatuses)[number];
  /** `nextCursor` of the page before. */
  @IsOptional() @Matches(/^\d{1,8}$/) cursor?: string;
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(1000)
  limit = 200;
}
