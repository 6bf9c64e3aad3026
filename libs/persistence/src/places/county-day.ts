import { type Tx } from '#engine';

/** Counties keep the time of Beijing; a region is in force by the county's date, not by Greenwich's. */
export function countyDay({ now }: Tx): string {
  return now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
}
