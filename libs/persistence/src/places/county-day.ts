import { type Tx } from '#engine';

/** Counties keep the time of Beijing. */
export const countyTimeZone = 'Asia/Shanghai';

/** A region is in force by the county's date, not by Greenwich's. */
export function countyDay({ now }: Tx): string {
  return now.toZonedDateTimeISO(countyTimeZone).toPlainDate().toString();
}
