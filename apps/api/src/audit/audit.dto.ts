import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

/** The two parts of the audit: what was recorded beside the cases, and what was done to them. */
export const auditSources = ['log', 'cases'] as const;

export class AuditQuery {
  @IsOptional()
  @IsIn(auditSources, { context: { allowedValues: auditSources } })
  source: (typeof auditSources)[number] = 'log';
  /** A kind of entry, such as `signed-in`; of cases, an action or a system's step. */
  @IsOptional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) kind?: string;
  /** Who did it. */
  @IsOptional() @IsUUID() person?: string;
  /** Id of what it was done to. */
  @IsOptional() @Matches(/^[\w:.-]{1,60}$/) subject?: string;
  /** From this instant on, up to but not at `to`. */
  @IsOptional() @IsString() @MaxLength(40) from?: string;
  @IsOptional() @IsString() @MaxLength(40) to?: string;
  @IsOptional() @IsString() @MaxLength(40) cursor?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}
