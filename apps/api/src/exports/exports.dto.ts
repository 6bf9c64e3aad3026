import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { type ExportFormat } from '#engine';
import { type ExportColumn, exportColumns } from '../../../composition/src/index.js';
import { CaseFilterQuery } from '../cases/cases.dto.js';

const formats = ['xlsx', 'csv'] as const;

export class ExportDto {
  /** As the filters of `GET /cases`. */
  @IsOptional() @ValidateNested() @Type(() => CaseFilterQuery) filter: CaseFilterQuery = new CaseFilterQuery();
  @IsIn(formats, { context: { allowedValues: formats } }) format: ExportFormat;
  /** Which columns, in which order; all if left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(exportColumns.length)
  @ArrayUnique()
  @IsIn(exportColumns, { each: true, context: { allowedValues: exportColumns } })
  columns: ExportColumn[] = exportColumns;
}

export class ExportDecisionDto {
  @IsBoolean() agree: boolean;
}
