import { compact } from './cell.js';

/** A unit that ledgers may name as lead (主办单位), with every name it goes by. */
export interface LedgerOrganisation {
  readonly id: string;
  readonly names: readonly string[];
}

/** The lead unit of a row: as written, and the organisation it is known to be, if it is known. */
export interface LeadUnit {
  readonly text: string;
  readonly organisationId: string | null;
}

/** Finds organisations by name; 县住建局, 罗源县住建局 and 住建局 are one when the county's name says so. */
export class OrganisationList {
  readonly #byName = new Map<string, string | null>();
  readonly #county: string;

  /** `county` is the name of the county (罗源县), which units leave out or shorten to 县. */
  constructor(organisations: readonly LedgerOrganisation[], county = '') {
    this.#county = compact(county);
    for (const { id, names } of organisations) {
      for (const name of names) {
        const key = this.#key(name);
        const known = this.#byName.get(key);
        // A name that two units share names neither.
        this.#byName.set(key, known === undefined || known === id ? id : null);
      }
    }
  }

  /** The unit of a cell, or nothing where the cell is blank. An unknown unit is kept as text. */
  named(text: string): LeadUnit | null {
    if (compact(text) === '') return null;
    return { text, organisationId: this.#byName.get(this.#key(text)) ?? null };
  }

  #key(name: string): string {
    const plain = compact(name);
    const local = this.#county && plain.startsWith(this.#county) ? plain.slice(this.#county.length) : plain;
    return local.replace(/^县(?=.{2})/, '');
  }
}
