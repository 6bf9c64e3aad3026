import { Account } from './account.js';
import { County } from './county.js';
import { DutyRosterEntry } from './duty-roster-entry.js';
import { LinkRow } from './link-row.js';
import { OrganisationRow } from './organisation-row.js';
import { Person } from './person.js';
import { PostingRow } from './posting-row.js';
import { Region } from './region.js';

export { Account, County, DutyRosterEntry, LinkRow, OrganisationRow, Person, PostingRow, Region };

export const entities = [Account, County, DutyRosterEntry, LinkRow, OrganisationRow, Person, PostingRow, Region];
