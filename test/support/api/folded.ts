import { type CaseFacts, fold } from '#domain';
import { wholeCounty } from '#engine';
import { CaseDetails, PgDefinitions, PgTransactions } from '#persistence';
import { type TestApi } from './api.js';
import { county } from './seed-county.js';

/** A case as its log alone tells it, beside what is stored of it, both as JSON has them. */
export async function foldedAndStored(api: TestApi, id: string): Promise<{ folded: CaseFacts; stored: CaseFacts }> {
  return api.app.get(PgTransactions).read(async (tx) => {
    const details = api.app.get(CaseDetails);
    const record = await details.record(tx, wholeCounty(county), id);
    if (!record) throw new Error(`no case ${id}`);
    const { type } = await api.app.get(PgDefinitions).ofVersion(tx, county, record.typeVersionId);
    const folded = fold(type, await details.events(tx, wholeCounty(county), record));
    return JSON.parse(JSON.stringify({ folded, stored: record.facts })) as { folded: CaseFacts; stored: CaseFacts };
  });
}
