import { IsIn, IsOptional } from 'class-validator';
import { removalReasons, type RemovalReason } from '#domain';

export class RemovalQuery {
  /** Why the county office takes a file away that others added, or of a case that is closed. */
  @IsOptional() @IsIn(removalReasons, { context: { allowedValues: removalReasons } }) reason?: RemovalReason;
}
