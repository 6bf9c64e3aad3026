import { type CaseFacts, type CaseType, fold } from '#domain';
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
    const definitions = api.app.get(PgDefinitions);
    const events = await details.events(tx, wholeCounty(county), record);
    const versions = new Map<unknown, CaseType>();
    for (const { data } of events.filter(({ kind }) => kind === 'migrated')) {
      for (const id of [data.from, data.to]) versions.set(id, await definitions.typeOf(tx, String(id)));
    }
    const folded = fold(await definitions.typeOf(tx, record.typeVersionId), events, versions);
    return JSON.parse(JSON.stringify({ folded, stored: record.facts })) as { folded: CaseFacts; stored: CaseFacts };
  });
}
