import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';

export class AbsenceDto {
  /** Who is away; without it, oneself. */
  @IsOptional() @IsUUID() personId?: string;
  /** Who stands in; without it the place falls to the next of its chain. */
  @IsOptional() @IsUUID() standInId?: string;
  /** An instant with its offset. */
  @IsString() @MaxLength(40) from: string;
  @IsString() @MaxLength(40) to: string;
}

export class AbsencesQuery {
  /** Away or standing in. */
  @IsOptional() @IsUUID() person?: string;
  /** In force at this instant; without it, all that are not over. */
  @IsOptional() @IsString() @MaxLength(40) at?: string;
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
