import { randomUUID } from 'node:crypto';
import { type Role } from '#domain';
import { AesCipher } from '#identity';
import { type Place, places, standing } from '../../../apps/api/src/authorisation/reach.js';
import { type TestApi } from '../api/api.js';
import { county, idOf, type PersonName } from '../api/seed-county.js';
import { upload as addFile } from '../attachments/upload.js';
import { ledgerFile } from '../ledgers/ledger-file.js';
import { abroad, holderOf, ownUnit, spare, spareUnit } from './cast.js';

/** A word that every text of a case abroad holds, and none of the own county. */
export const foreignWord = '外县机密';

/** What a request has to say before anybody looks for what its path names. */
export const bodies: Readonly<Record<string, unknown>> = {
  '/v1/cases/:id/requester/reveal POST': { reason: 'callback' },
  '/v1/exports/:id/decision POST': { agree: false },
  '/v1/saved-views/:id PUT': { name: '我的列表' },
  '/v1/organisations/:id/duties PUT': { items: [] },
};

/** The things that paths name, by the segment before their id: one in each place, as the role sees it. */
export class Fixtures {
  private constructor(
    private readonly api: TestApi,
    readonly cases: Readonly<Record<Place, string>>,
  ) {}

  static async open(api: TestApi): Promise<Fixtures> {
    const cases = await Promise.all(places.map(async (place) => [place, await openCase(api, place)] as const));
    const fixtures = new Fixtures(api, Object.fromEntries(cases) as Record<Place, string>);
    await fixtures.assign();
    return fixtures;
  }

  /** What stands in the path for the id; undefined where nobody has said. */
  async idFor(path: string, segment: string, role: Role | null, place: Place): Promise<string | undefined> {
    const code = place === 'abroad' ? abroad : county;
    const of = (thing: string) => idOf(`${code}/${thing}`);
    const holder = place === 'own' && role ? of(holderOf(role)) : of(spare);
    switch (segment) {
      case 'cases':
        return this.cases[place];
      case 'attachments':
        return this.attachment(place);
      case 'villages':
        return standing[place];
      case 'organisations':
        return of(spareUnit);
      case 'persons':
        return of(spare);
      case 'postings':
      case 'links':
      case 'accounts':
        return of(`${segment.slice(0, -1)} of ${spare}`);
      case 'duty-roster':
        return of(`duty of ${spare}`);
      case 'absences':
        return of(`absence of ${spare}`);
      case 'region-editions':
        return of('edition');
      case 'case-types':
      case 'policies':
        return 'villager-problem';
      case 'calendars':
        return 'default';
      case 'versions':
        return this.version(tableOf(path), code);
      case 'migrations':
        return this.inserted('case_migration', { county_code: code, code: 'villager-problem', to_version_id: await this.version('case_type_version', code), dry_run: true, state: 'done', cases_expected: 0, created_at: new Date() }); // prettier-ignore
      case 'leaders':
        return of('leader');
      case 'inbox':
        return this.message(holder, code);
      case 'sessions':
        return this.session(place === 'own' && role ? of(`account of ${holderOf(role)}`) : of(`account of ${spare}`));
      case 'tokens':
        return this.token(of(`account of ${place === 'own' && role && !path.includes('accounts') ? holderOf(role) : spare}`)); // prettier-ignore
      case 'ledger-imports':
        return this.importOnce('ledger', importerOf(['county-office', 'township-office'], role, place), code);
      case 'register-imports':
        return this.importOnce('register', importerOf(['county-office', 'township-office', 'system-admin'], role, place), code); // prettier-ignore
      case 'hand-overs':
        return this.inserted('hand_over', { county_code: code, person_id: holder, at: '2026-11-01Z', entered_by: of(spare), state: 'done', takers: '{}' }); // prettier-ignore
      case 'exports':
        return this.madeExport(path.endsWith('decision') ? of(spare) : holder, code, path.endsWith('decision'));
      case 'saved-views':
        return this.inserted('saved_view', { county_code: code, owner_id: holder, name: randomUUID(), filters: '{}', shared_with: 'nobody', changed_at: new Date() }); // prettier-ignore
      case 'register-exports':
      case 'register-templates':
        return 'people';
      case 'actions':
        return 'note';
      case 'clocks':
        return 'acceptance';
      default:
        return undefined;
    }
  }

  /** One's own case is the resident's request, assigned to the unit in which everybody sits. */
  private async assign(): Promise<void> {
    const acts = async (role: Role, action: string, fields: object) => {
      const { status, body } = await this.api.act(holderOf(role), this.cases.own, action, { ...fields });
      if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`);
    };
    await acts('township-office', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await acts('county-office', 'dispatch', { lead: idOf(`${county}/${ownUnit}`) });
  }

  /** The one that the county was founded with, which is in force, of what the path names. */
  private async version(table: string, code: string): Promise<string> {
    const name = table === 'calendar_version' ? 'default' : 'villager-problem';
    const [row] = (await this.api.dataSource.query(`SELECT id FROM ${table} WHERE county_code = $1 AND code = $2`, [code, name])) as [{ id: string }]; // prettier-ignore
    return row.id;
  }

  /** A file of the case there, which the resident added to the own one; another, once somebody took it away. */
  private async attachment(place: Place): Promise<string> {
    const caseId = this.cases[place];
    const left = (await this.api.dataSource.query('SELECT id FROM attachment WHERE case_id = $1 AND content_key IS NOT NULL', [caseId])) as { id: string }[]; // prettier-ignore
    if (left[0]) return left[0].id;
    const by = holderOf(place === 'own' ? 'resident' : 'county-office');
    const { status, body } = await addFile(this.api, by, caseId, Buffer.from(place === 'abroad' ? foreignWord : '说明'), 'a.txt', { code: place === 'abroad' ? abroad : county }); // prettier-ignore
    if (status !== 201) throw new Error(`adding a file: ${status} ${JSON.stringify(body)}`);
    return body.id as string;
  }

  private message(person: string, code: string): Promise<string> {
    const id = randomUUID();
    return this.inserted('notification', {
      ...{ id, county_code: code, person_id: person, case_id: this.cases[code === county ? 'own' : 'abroad'] },
      ...{
        clock: `action:${id}`,
        step: '',
        deadline_version: 1,
        kind: 'action',
        because: 'handler',
        created_at: '2026-11-01Z',
      },
    });
  }

  private session(account: string): Promise<string> {
    const id = randomUUID();
    return this.inserted('session', { id, token_hash: Buffer.from(id), account_id: account, ...untilLater() });
  }

  private token(account: string): Promise<string> {
    const id = randomUUID();
    const token = { account_id: account, token_hash: Buffer.from(id), name: 'one', read_only: true, ...untilLater() };
    return this.inserted('api_token', { id, ...token });
  }

  private madeExport(person: string, code: string, isToDecide: boolean): Promise<string> {
    const made = { file: Buffer.from(this.api.app.get(AesCipher).sealBytes(Buffer.from('x'))), made_at: new Date(), expires_at: new Date(Date.now() + 3_600_000) }; // prettier-ignore
    return this.inserted('export', {
      ...{ county_code: code, person_id: person, filter: '{}', format: 'csv', columns: ['number'], language: 'en' },
      ...{
        state: isToDecide ? 'to-decide' : 'done',
        rows_expected: 1,
        asked_at: new Date(),
        ...(isToDecide ? {} : made),
      },
    });
  }

  private async inserted(table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const whole = { id: randomUUID(), ...row };
    const names = Object.keys(whole);
    await this.api.dataSource.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(whole),
    );
    return whole.id as string;
  }

  private readonly imports = new Map<string, Promise<string>>();

  private importOnce(kind: 'ledger' | 'register', by: PersonName, code: string): Promise<string> {
    const key = `${kind} ${code}/${by}`;
    let known = this.imports.get(key);
    const start = kind === 'ledger' ? importLedger : importRegister;
    if (!known) this.imports.set(key, (known = start(this.api, by, code)));
    return known;
  }
}

const tableOf = (path: string): string =>
  path.includes('calendars') ? 'calendar_version' : path.includes('policies') ? 'policy_version' : 'case_type_version';

const untilLater = () => ({ created_at: new Date(), expires_at: new Date(Date.now() + 3_600_000) });

/** An own import, where the role may import; otherwise that of another. */
function importerOf(importers: readonly Role[], role: Role | null, place: Place): PersonName {
  return role && importers.includes(role) && place === 'own' ? holderOf(role) : 'secondOfOffice';
}

async function importLedger(api: TestApi, by: PersonName, code: string): Promise<string> {
  const file = await ledgerFile([{ registered: '2026-11-02', title: foreignWord, village: '没有的村' }]);
  return upload(api, '/v1/ledger-imports', file, {}, by, code);
}

/** The blank form, with its one row of an example. */
async function importRegister(api: TestApi, by: PersonName, code: string): Promise<string> {
  const token = await api.tokenOf(by, code);
  const template = await fetch(`${api.url}/api/v1/register-templates/people.xlsx`, { headers: { authorization: `Bearer ${token}` } }); // prettier-ignore
  const file = new Uint8Array(await template.arrayBuffer());
  return upload(api, '/v1/register-imports', file, { kind: 'people' }, by, code);
}

async function upload(
  api: TestApi,
  path: string,
  file: Uint8Array,
  fields: Readonly<Record<string, string>>,
  by: PersonName,
  code: string,
): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, dryRun: 'true' })) body.set(name, value);
  body.set('file', new Blob([new Uint8Array(file)]), 'file.xlsx');
  const answer = await api.call(by, 'POST', path, { body }, code);
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`); // prettier-ignore
  return answer.body.id as string;
}

async function openCase(api: TestApi, place: Place): Promise<string> {
  const words = place === 'abroad' ? foreignWord : `路灯不亮 ${place}`;
  const fields = { type: 'villager-problem', title: words, text: words, villageCode: standing[place], category: 'roads', urgency: 'normal' }; // prettier-ignore
  const [by, code] = place === 'abroad' ? ([holderOf('county-office'), abroad] as const) : ([holderOf(place === 'own' ? 'resident' : 'county-office'), county] as const); // prettier-ignore
  const answer = await api.call(by, 'POST', '/v1/cases', { body: fields }, code);
  if (answer.status !== 201) throw new Error(`opening ${place}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id as string;
}
