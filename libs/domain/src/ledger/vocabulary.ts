import { type Category, CategoryList } from './categories.js';
import { type LedgerOrganisation, OrganisationList } from './organisations.js';
import { type LedgerTownship, type LedgerVillage, PlaceDirectory } from './places.js';

/** What the county knows, as plain data: everything a ledger's words are held against. */
export interface LedgerKnowledge {
  /** Name of the county (罗源县), which ledgers put before places and units, or leave out. */
  readonly county: string;
  readonly townships: readonly LedgerTownship[];
  readonly villages: readonly LedgerVillage[];
  readonly categories: readonly Category[];
  readonly organisations: readonly LedgerOrganisation[];
  /** The county's local day: a date after it is refused. */
  readonly today: string;
}

/** The same, indexed. */
export interface LedgerVocabulary {
  readonly places: PlaceDirectory;
  readonly categories: CategoryList;
  readonly organisations: OrganisationList;
  readonly today: string;
}

/** Indexes the county's knowledge; done once an import. */
export function ledgerVocabulary(knowledge: LedgerKnowledge): LedgerVocabulary {
  return {
    places: new PlaceDirectory(knowledge.townships, knowledge.villages, knowledge.county),
    categories: new CategoryList(knowledge.categories),
    organisations: new OrganisationList(knowledge.organisations, knowledge.county),
    today: knowledge.today,
  };
}
