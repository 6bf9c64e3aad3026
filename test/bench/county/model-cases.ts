import { type Actor } from '#domain';
import {
  ActOnCase,
  AdvanceBusinessClock,
  type CaseRecord,
  FireDueTimers,
  OpenCase,
  type Tx,
  wholeCounty,
} from '#engine';
import { AesCipher } from '#identity';
import {
  CaseWriter,
  HistoryTransaction,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgNumbering,
  PgPlaces,
  RequesterVault,
} from '#persistence';
import { AjvForms } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { type DataSource, type EntityManager } from 'typeorm';
import { benchKey } from './bench-key.js';
import { county, idOf } from '../../support/api/seed-county.js';
import { departmentId, departments, handlerId } from './bench-county.js';

/** When a model case is opened and dispatched, how urgent it is, and to which village and department it belongs. */
export interface Model {
  readonly urgency: 'urgent' | 'normal';
  readonly openedAt: string;
  /** Accepted and dispatched then; null: it stays as it was opened. */
  readonly dispatchedAt: string | null;
  readonly villageCode: string;
  readonly department: number;
}

/**
 * Lives model cases through the use cases, as people would: opened, accepted, dispatched, received, the requester
 * contacted; every timer before `until` fires on the way. All rows of a case are then what the product itself writes.
 */
export async function liveModels(
  dataSource: DataSource,
  models: readonly Model[],
  until: Temporal.Instant,
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const steps = models
      .flatMap((model) => [
        { model, at: Temporal.Instant.from(model.openedAt), take: 'open' as const },
        ...(model.dispatchedAt
          ? [{ model, at: Temporal.Instant.from(model.dispatchedAt), take: 'dispatch' as const }]
          : []),
      ])
      .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
    const history = new HistoryTransaction(manager, steps[0]!.at);
    const engine = engineOn(manager, history);
    const records = new Map<Model, CaseRecord>();
    for (const { model, at, take } of steps) {
      await engine.advance.to(at);
      await history.run(async (tx) => {
        if (take === 'open') records.set(model, await engine.open(tx, model));
        else await engine.dispatch(tx, model, records.get(model)!);
      });
    }
    await engine.advance.to(until);
  });
}

function engineOn(manager: EntityManager, history: HistoryTransaction) {
  const numbering = new PgNumbering(manager);
  const [definitions, directories] = [new PgDefinitions(), new PgDirectories()];
  const vault = new RequesterVault(new AesCipher(benchKey));
  const cases = new PgCaseStore(new CaseWriter(definitions, vault, () => numbering.newId(), noOrderNumbers));
  const places = new PgPlaces([{ code: 'roads', zh: '道路交通', en: 'Roads' }]);
  const parts = [cases, definitions, directories, places, new AjvForms(), numbering] as const;
  const openCase = new OpenCase(...parts);
  const actOnCase = new ActOnCase(...parts);
  const sweep = new FireDueTimers(history, cases, definitions, directories, numbering);

  const actorOf = async (tx: Tx, personId: string): Promise<Actor> => {
    const postings = (await directories.of(tx, county)).postingsOf(personId, tx.now);
    return { kind: 'person', personId, postings };
  };
  const act = async (tx: Tx, by: string, { id, version }: CaseRecord, action: string, fields: object) => {
    const scope = wholeCounty(county);
    const command = { caseId: id, version, action, fields: { ...fields }, actor: await actorOf(tx, by), scope };
    return must(await actOnCase.execute(tx, command));
  };

  return {
    advance: new AdvanceBusinessClock(history, cases, history, sweep),
    async open(tx: Tx, { urgency, villageCode }: Model): Promise<CaseRecord> {
      const fields = { ...told, villageCode, urgency };
      const actor = await actorOf(tx, office);
      return must(await openCase.execute(tx, { countyCode: county, type: 'villager-problem', actor, fields }));
    },
    async dispatch(tx: Tx, { department, urgency }: Model, opened: CaseRecord): Promise<void> {
      const handler = handlerId(department);
      const accepted = await act(tx, office, opened, 'accept', { category: told.category, urgency, tier: 'B' });
      const dispatched = await act(tx, office, accepted, 'dispatch', { lead: departmentId(department), handler });
      const received = await act(tx, handler, dispatched, 'receive', {});
      await act(tx, handler, received, 'note', { text: '已联系群众。', contacted: true });
    },
  };
}

const told = {
  title: '入户路面破损(第1处)',
  text: '合成数据:雨后第1段路面破损,老人出行不便,盼尽快修补。',
  category: 'roads',
  requester: { name: '某甲', phone: '10000000001' },
};
const office = idOf(`${county}/countyOffice`);

function must(result: { kind: string; record?: CaseRecord }): CaseRecord {
  if (!result.record || !['opened', 'done'].includes(result.kind)) throw new Error(JSON.stringify(result));
  return result.record;
}

function noOrderNumbers(): never {
  throw new Error('no model case has an order issued');
}

/** As many models as asked for, each in a village and department of its own as far as they go. */
export async function modelsOf(
  dataSource: DataSource,
  count: number,
  kind: Pick<Model, 'urgency' | 'openedAt' | 'dispatchedAt'>,
): Promise<Model[]> {
  const villages = (await dataSource.query(
    'SELECT code FROM region WHERE county_code = $1 AND length(code) = 12 AND valid_to IS NULL ORDER BY code',
    [county],
  )) as { code: string }[];
  return Array.from({ length: count }, (_, n) => ({
    ...kind,
    villageCode: villages[(n * 7) % villages.length]!.code,
    department: n % departments,
  }));
}
