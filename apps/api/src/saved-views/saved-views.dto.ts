import { Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { type Role, type SharingKind, sharingKinds } from '#domain';
import { caseSorts, type CaseSort } from '#persistence';
import { CaseFilterQuery } from '../cases/cases.dto.js';
import { caseRoles } from '../session/access.js';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const given = ValidateIf((_dto: unknown, value: unknown) => value !== undefined);
const oneOf = (values: readonly string[]) => IsIn(values, { context: { allowedValues: values } });

export class SharingDto {
  @oneOf(sharingKinds) with: SharingKind = 'nobody';
  /** The unit, of `organisation`. */
  @ValidateIf(({ with: kind }: SharingDto) => kind === 'organisation') @IsUUID() organisation?: string;
  /** The role, of `role`. */
  @ValidateIf(({ with: kind }: SharingDto) => kind === 'role') @oneOf(caseRoles) role?: Role;
}

export class SavedViewDto {
  /** Unique among one's own. */
  @trimmed @IsString() @IsNotEmpty() @MaxLength(60) name: string;
  /** As the filters of `GET /cases`. */
  @given @IsObject() @ValidateNested() @Type(() => CaseFilterQuery) filters: CaseFilterQuery = new CaseFilterQuery();
  @IsOptional() @oneOf(caseSorts) sort?: CaseSort | null;
  /** Nobody if left out. Each sees the cases of the own scope. */
  @given @IsObject() @ValidateNested() @Type(() => SharingDto) sharedWith: SharingDto = new SharingDto();
}
