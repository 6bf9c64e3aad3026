import { type Numbering, type Tx } from '#engine';

/** Numbers of supervision orders as they are written: 督〔2026〕12号. Gaps are allowed, repetition is not. */
export function orderNumbersBy(numbering: Numbering) {
  return async (tx: Tx, countyCode: string, count: number): Promise<string[]> => {
    const { year } = tx.now.toZonedDateTimeISO('Asia/Shanghai');
    const serials = await numbering.serials(countyCode, 'order', year, count);
    return serials.map((serial) => `${countyCode}督〔${year}〕${serial}号`);
  };
}
