import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Absence, actorAt, Directory, type Link, type Posting, type Role } from '#domain';
import { scopeAt } from '#engine';
import { Parameters, readsAsRequester, readsWhole, scopeCondition } from '#persistence';
import fc from 'fast-check';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { idOf } from '../support/api/seed-county.js';
import { type OpenMatter, readOf, type SmallWorld } from '../oracle/scope-oracle.js';

const county = '350123';
const now = Temporal.Instant.from('2026-11-23T01:00:00Z');
const moment = now.epochMilliseconds;

const persons = Array.from({ length: 6 }, (_, n) => idOf(`person ${n}`));
const units = Array.from({ length: 4 }, (_, n) => idOf(`unit ${n}`));
const villages = ['350123100201', '350123100202', '350123103201', '350122100201'];
const regions = [county, '350123100', '350123103', '350123100201', '350122'];
const roles: readonly Role[] = [
  ...(['county-office', 'supervisor', 'leader', 'field-cadre', 'first-secretary', 'instructor'] as const),
  ...([
    'township-office',
    'village-clerk',
    'handler',
    'head',
    'partner',
    'volunteer',
    'resident',
    'resident',
    'resident',
  ] as const),
  ...(['system-admin', 'security-admin', 'audit-admin'] as const),
];

/** Mostly in force now; sometimes over, or still to come, to the millisecond. */
const term = fc.constantFrom<[number, number]>(
  [-Infinity, Infinity],
  [moment, Infinity],
  [-Infinity, moment],
  [moment + 1, Infinity],
  [moment - 1, moment + 1],
);
const among = <T>(values: readonly T[]) => fc.constantFrom(...values);
const mostlyNull = <T>(values: readonly T[]) => fc.option(among(values), { freq: 2, nil: null });

const posting = fc
  .record({
    id: fc.uuid(),
    personId: among(persons),
    organisationId: among(units),
    role: among(roles),
    rank: among(['chief', 'deputy', null] as const),
    regionCode: among(regions),
    term,
  }) // prettier-ignore
  .map(({ term: [from, to], ...one }): Posting => ({ ...one, from, to }));
const link = fc
  .record({
    personId: among(persons),
    villageCode: among(villages),
    role: among(['leader', 'cadre', 'first-secretary', 'instructor'] as const),
    principal: fc.boolean(),
    term,
  }) // prettier-ignore
  .map(({ term: [from, to], ...one }): Link => ({ ...one, from, to }));
/** Nobody is away twice at a time. */
const absences = fc.uniqueArray(
  fc
    .record({ personId: among(persons), standInId: mostlyNull(persons), term })
    .map(({ term: [from, to], ...one }): Absence => ({ ...one, from, to })),
  { selector: ({ personId }) => personId, maxLength: 3 },
);
const matter: fc.Arbitrary<OpenMatter> = fc.record({
  id: fc.uuid(),
  countyCode: fc.constantFrom(county, county, county, '350122'),
  villageCode: among(villages),
  leadOrganisationId: mostlyNull(units),
  coOrganisationIds: fc.uniqueArray(among(units), { maxLength: 2 }),
  leaderId: mostlyNull(persons),
  open: fc.boolean(),
  namedPersonIds: fc.uniqueArray(among(persons), { maxLength: 2 }),
  residentId: mostlyNull(persons),
  confidential: fc.boolean(),
  accusedOrganisationId: mostlyNull(units),
  accusedPersonId: mostlyNull(persons),
});
type World = SmallWorld & { matters: readonly OpenMatter[]; reader: string };
const world: fc.Arbitrary<World> = fc.record({
  postings: fc.array(posting, { maxLength: 10 }),
  links: fc.array(link, { maxLength: 4 }),
  absences,
  matters: fc.uniqueArray(matter, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
  reader: among(persons),
});

describe('[design §10] the scope in the query', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  /** What the reader reads of each case that the query finds, by id. */
  async function asked({ postings, links, absences: away, matters, reader }: World) {
    const directory = new Directory([], postings, links, [], away);
    const scope = scopeAt(county, actorAt(reader, directory, now), directory, now);
    const parameters = new Parameters();
    const given = parameters.add(JSON.stringify(matters));
    const { rows } = await client.query<{ id: string; reads: string }>(
      `WITH cases AS (
         SELECT id, "countyCode" AS county_code, "villageCode" AS village_code, "leaderId" AS leader_id, "residentId" AS resident_id,
                "leadOrganisationId" AS lead_organisation_id, "coOrganisationIds" AS co_organisation_ids, confidential, open, "namedPersonIds" AS named_person_ids,
                "accusedOrganisationId" AS accused_organisation_id, "accusedPersonId" AS accused_person_id
           FROM jsonb_to_recordset(${given}::jsonb) AS given (id uuid, "countyCode" text, "villageCode" text, "leaderId" uuid,
                "residentId" uuid, "leadOrganisationId" uuid, "coOrganisationIds" uuid[], confidential boolean, open boolean, "namedPersonIds" uuid[],
                "accusedOrganisationId" uuid, "accusedPersonId" uuid))
       SELECT c.id, CASE WHEN ${readsAsRequester(scope, parameters)} THEN 'own'
                         WHEN ${readsWhole(scope, parameters)} THEN 'whole' ELSE 'summary' END AS reads
         FROM cases c WHERE ${scopeCondition(scope, parameters)} ORDER BY c.id`,
      parameters.values,
    );
    return rows.map(({ id, reads }) => [id, reads]);
  }

  it('finds what a naive reading of the rules finds: postings, links, assignments, absences, confidentiality, recusal', async () => {
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        const expected = one.matters.flatMap((about) => {
          const reads = readOf(about, one.reader, county, moment, one);
          met.set(reads ?? 'nothing', (met.get(reads ?? 'nothing') ?? 0) + 1);
          return reads ? [[about.id, reads]] : [];
        });
        expect(await asked(one)).toEqual(expected.sort(([a], [b]) => (a! < b! ? -1 : 1)));
      }),
      { numRuns: 3_000 },
    );
    // each way of reading was met often enough to mean something
    for (const how of ['nothing', 'whole', 'summary', 'own']) expect([how, met.get(how)! > 20]).toEqual([how, true]);
  });

  it('finds nothing for administrators, whatever cases there are', async () => {
    const administrator = fc.constantFrom<Role>('system-admin', 'security-admin', 'audit-admin');
    await fc.assert(
      fc.asyncProperty(world, administrator, async (one, role) => {
        const postings = one.postings.filter(({ personId }) => personId !== one.reader);
        const own: Posting = { id: idOf('own'), personId: one.reader, organisationId: units[0]!, role, rank: null, regionCode: county, from: -Infinity, to: Infinity }; // prettier-ignore
        const seen = await asked({ ...one, postings: [...postings, own], absences: [] });
        expect(seen).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
