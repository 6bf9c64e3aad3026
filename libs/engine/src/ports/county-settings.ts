import { type Tx } from './transactions.js';

/** What a county has chosen for itself. */
export interface CountySettings {
  /** Whether units may be shown in the order of a figure; persons never are. */
  readonly unitRankings: boolean;
}

export interface CountySettingsStore {
  /** Locks the row, so that a change is told against what it changed. */
  forChange(tx: Tx, countyCode: string): Promise<CountySettings>;
  save(tx: Tx, countyCode: string, settings: CountySettings): Promise<void>;
}
