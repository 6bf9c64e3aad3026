import { type DivisionRow, type EditionRows, type Fate, type PlacedTerm } from '#domain';
import { type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Tx } from '../ports/transactions.js';

/** What hangs on a division and lasts beyond now: open cases, links, postings, duties, organisations that sit there or serve it. */
export interface HangingOn {
  readonly cases: number;
  readonly links: number;
  readonly postings: number;
  readonly duties: number;
  readonly organisations: number;
}

/** A division that an edition changed, as the edition's record keeps it. */
export interface RecordedChange {
  readonly code: string;
  readonly name: string;
  readonly fate: Fate | { readonly kind: 'new' };
}

/** An edition that goes into force. */
export interface RegionEdition {
  readonly id: string;
  readonly countyCode: string;
  /** ISO date, the first day in force. */
  readonly validFrom: string;
  readonly fileName: string;
  readonly personId: string | null;
  readonly changes: readonly RecordedChange[];
  /** Old code to new. */
  readonly moves: ReadonlyMap<string, string>;
}

/** An edition whose day has come and whose cases have not all moved. */
export interface WaitingEdition extends Pick<RegionEdition, 'id' | 'countyCode' | 'validFrom' | 'personId' | 'moves'> {
  readonly registersMoved: boolean;
}

/** An edition as it is read. */
export interface EditionState extends Pick<RegionEdition, 'id' | 'validFrom' | 'fileName' | 'changes'> {
  readonly state: 'waiting' | 'done';
  readonly casesMoved: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** An open case of a village that is in force no more and has no successor. */
export interface StrandedCase {
  readonly id: string;
  readonly number: string;
  readonly villageCode: string;
  readonly state: string;
}

/** The register of divisions with its editions. */
export interface RegionEditions {
  /** Every row of the county's divisions, in force or not. */
  rows(tx: Tx, countyCode: string): Promise<DivisionRow[]>;
  hangingOn(tx: Tx, countyCode: string, codes: readonly string[]): Promise<Map<string, HangingOn>>;
  /** One edition of a county at a time, until the transaction ends. */
  takeTurn(tx: Tx, countyCode: string): Promise<void>;
  create(tx: Tx, edition: RegionEdition, rows: EditionRows): Promise<void>;
  /** Editions of all counties that are not through and whose day has come, the oldest first. */
  waiting(tx: Tx, day: string): Promise<WaitingEdition[]>;
  registersMoved(tx: Tx, id: string): Promise<void>;
  casesMoved(tx: Tx, id: string, count: number): Promise<void>;
  finish(tx: Tx, id: string): Promise<void>;
}

/** How many terms and organisations went with their places. */
export interface MovedRegisters {
  readonly links: number;
  readonly postings: number;
  readonly duties: number;
  readonly organisations: number;
  /** Villages to which more than one principal leader came: somebody has to choose. */
  readonly principalOpen: readonly string[];
}

/** Carries links, postings, duties and seats to the successors of places that are gone. */
export interface RegisterMoves {
  execute(tx: Tx, edition: WaitingEdition): Promise<MovedRegisters>;
}

/** The registers whose entries stand at a place. */
export type PlacedRegister = 'link' | 'posting' | 'duty';

/** Finds what stands at places. */
export interface TermsOfPlaces {
  /** Terms that last beyond now. */
  lasting(tx: Tx, register: PlacedRegister, countyCode: string, places: readonly string[]): Promise<PlacedTerm[]>;
  /** Organisations that sit at one of these codes or serve one. */
  organisationsAt(tx: Tx, countyCode: string, codes: readonly string[]): Promise<string[]>;
}

/** Cases as a change of their village finds them. */
export interface CasesOfVillages extends Pick<CaseStore, 'save'> {
  /** Up to `limit` open cases of these villages, locked in the order of their ids. */
  lockOpenOf(tx: Tx, countyCode: string, villageCodes: readonly string[], limit: number): Promise<CaseRecord[]>;
}
