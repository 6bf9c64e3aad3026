import { PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Duty, dutyRoles, type Link, linkRoles, organisationKinds, ranks, type Role, roles } from '#domain';

const regionCode = /^\d{6}(\d{3}(\d{3})?)?$/;
const oneOf = (values: readonly string[]) => IsIn(values, { context: { allowedValues: values } });
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const whole = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
);

const flag = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);

/** Since when, and until when where it is known (instants with offset; `to` exclusive). */
class TermDto {
  @IsString() @MaxLength(40) from: string;
  @IsOptional() @IsString() @MaxLength(40) to?: string | null;
}

export class OrganisationDto {
  @trimmed @IsString() @IsNotEmpty() @MaxLength(60) name: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  aliases?: string[];
  @oneOf(organisationKinds) kind: string;
  /** Where it sits: 6 digits a county, 9 a township, 12 a village. */
  @IsString() @Matches(regionCode) regionCode: string;
  /** Regions that it serves besides. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(regionCode, { each: true })
  serves?: string[];
  @IsOptional() @IsUUID() parentId?: string | null;
  /** Since when it exists; of old where nothing is said. */
  @IsOptional() @IsString() @MaxLength(40) from?: string | null;
  @IsOptional() @IsString() @MaxLength(40) to?: string | null;
}
export class CorrectOrganisationDto extends PartialType(OrganisationDto) {}

export class PersonDto {
  @trimmed @IsString() @IsNotEmpty() @MaxLength(40) name: string;
}
export class CorrectPersonDto extends PartialType(PersonDto) {}

export class PostingDto extends TermDto {
  @IsUUID() personId: string;
  @IsUUID() organisationId: string;
  @oneOf(roles) role: Role;
  @IsOptional() @oneOf(ranks) rank?: (typeof ranks)[number] | null;
  @IsString() @Matches(regionCode) regionCode: string;
}
export class CorrectPostingDto extends PartialType(PostingDto) {}

export class LinkDto extends TermDto {
  @IsUUID() personId: string;
  @IsString() @Matches(/^\d{12}$/) villageCode: string;
  @oneOf(linkRoles) role: Link['role'];
  @IsOptional() @IsBoolean() principal?: boolean;
}
export class CorrectLinkDto extends PartialType(LinkDto) {}

export class DutyDto {
  @IsUUID() personId: string;
  @IsString() @Matches(/^\d{6}(\d{3})?$/) regionCode: string;
  /** The unit whose own roster it is; nothing where the county or township is guarded. */
  @IsOptional() @IsUUID() organisationId?: string | null;
  @oneOf(dutyRoles) role: Duty['role'];
  @IsString() @MaxLength(40) from: string;
  @IsString() @MaxLength(40) to: string;
}
export class CorrectDutyDto extends PartialType(DutyDto) {}

export class EndDto {
  /** From this instant on it no longer holds; now where nothing is said. */
  @IsOptional() @IsString() @MaxLength(40) at?: string;
}

/** Which part of a register. */
export class RegisterPagingQuery {
  @IsOptional() @IsString() @MaxLength(400) cursor?: string;
  @IsOptional() @whole @IsInt() @Min(1) @Max(500) limit = 200;
}

class TermsQuery extends RegisterPagingQuery {
  /** Only what holds now. */
  @IsOptional() @flag @IsBoolean() current?: boolean;
  @IsOptional() @IsUUID() person?: string;
  @IsOptional() @Matches(regionCode) region?: string;
  /** Only what holds at this instant. */
  @IsOptional() @IsString() @MaxLength(40) at?: string;
}

export class OrganisationsQuery extends RegisterPagingQuery {
  @IsOptional() @IsString() @MaxLength(60) q?: string;
  /** Only those that exist now. */
  @IsOptional() @flag @IsBoolean() current?: boolean;
  @IsOptional() @oneOf(organisationKinds) kind?: string;
  @IsOptional() @Matches(regionCode) region?: string;
  @IsOptional() @IsString() @MaxLength(40) at?: string;
}
export class PersonsQuery extends RegisterPagingQuery {
  @IsOptional() @IsString() @MaxLength(40) q?: string;
}
export class PostingsQuery extends TermsQuery {
  @IsOptional() @IsUUID() organisation?: string;
  @IsOptional() @oneOf(roles) role?: Role;
}
export class LinksQuery extends TermsQuery {
  @IsOptional() @oneOf(linkRoles) role?: Link['role'];
}
export class DutiesQuery extends TermsQuery {
  @IsOptional() @IsUUID() organisation?: string;
  @IsOptional() @oneOf(dutyRoles) role?: Duty['role'];
  /** Only what holds at some time from–to. */
  @IsOptional() @IsString() @MaxLength(40) from?: string;
  @IsOptional() @IsString() @MaxLength(40) to?: string;
}

export class AtQuery {
  /** The instant that is asked about; now where nothing is said. */
  @IsOptional() @IsString() @MaxLength(40) at?: string;
}
export class WindowQuery {
  @IsOptional() @IsString() @MaxLength(40) from?: string;
  @IsOptional() @IsString() @MaxLength(40) to?: string;
  /** One unit alone, also where it keeps no roster. */
  @IsOptional() @IsUUID() organisation?: string;
}
