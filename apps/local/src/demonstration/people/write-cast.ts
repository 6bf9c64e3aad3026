import { type Duty } from '#domain';
import { DutyRosterEntry, LinkRow, OrganisationRow, Person, PostingRow } from '#persistence';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { type Cast } from './cast.js';

/** Enters units, people, postings, links and the duty roster into the county's registers; postings and links hold from `since`. */
export async function writeCast(
  manager: EntityManager,
  countyCode: string,
  cast: Cast,
  roster: readonly Duty[],
  since: Temporal.Instant,
): Promise<void> {
  const fromAt = new Date(since.epochMilliseconds);
  const ofPeople = cast.people.map(({ id, organisation, role, rank, regionCode }) => ({
    ...{ id: v7(), countyCode, personId: id, organisationId: organisation.id },
    ...{ role, rank, regionCode, fromAt },
  }));
  const links = cast.people.flatMap(({ id, links }) =>
    links.map((link) => ({ id: v7(), countyCode, personId: id, ...link, fromAt })),
  );
  const duties = roster.map(({ from, to, ...duty }) => ({
    ...{ id: v7(), countyCode, ...duty },
    ...{ fromAt: new Date(from), toAt: new Date(to) },
  }));
  await manager.insert(
    OrganisationRow,
    cast.organisations.map(({ id, name, aliases, kind, regionCode }) => ({
      ...{ id, countyCode, name, aliases: [...aliases], kind, regionCode, parentId: null },
    })),
  );
  await manager.insert(
    Person,
    cast.people.map(({ id, name }) => ({ id, countyCode, name })),
  );
  await manager.insert(PostingRow, ofPeople);
  await manager.insert(LinkRow, links);
  await manager.insert(DutyRosterEntry, duties);
}
