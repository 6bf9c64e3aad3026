import { Transform } from 'class-transformer';
import { IsBoolean, IsDefined, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';

/** As it was sent: the order of its entries counts, and nothing of it is a field of ours. */
const asSent = Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);
const flag = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);
const whole = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
);

export class SendCaseTypeDto {
  /** The case type: a YAML text, or the value that it stands for. */
  @asSent @IsDefined() caseType: unknown;
  /** Its policy likewise; a new type needs one. */
  @asSent @IsOptional() policy?: unknown;
}

export class SendPolicyDto {
  /** The policy: a YAML text, or the value that it stands for. */
  @asSent @IsDefined() policy: unknown;
}

export class ActivationDto {
  /** From when on, with its offset; now, where it is left out. */
  @IsOptional() @IsString() @MaxLength(40) from?: string;
}

export class CaseTypeActivationDto extends ActivationDto {
  /** The version of its policy that comes into force with it, where neither fits what is in force of the other. */
  @IsOptional() @IsUUID() policy?: string;
}

export class VersionQuery {
  @IsOptional() @IsIn(['json', 'yaml'], { context: { allowedValues: ['json', 'yaml'] } }) format?: 'json' | 'yaml';
}

export class MigrationDto {
  /** The version of the type; the one in force, where it is left out. Only to look, any. */
  @IsOptional() @IsUUID() to?: string;
  /** Only says what would become of each case. */
  @IsOptional() @IsBoolean() dryRun?: boolean;
}

export class MigratedCasesQuery {
  /** Only those that stay. */
  @IsOptional() @flag @IsBoolean() staying?: boolean;
  @IsOptional() @IsString() @MaxLength(40) cursor?: string;
  @IsOptional() @whole @IsInt() @Min(1) @Max(200) limit = 50;
}
