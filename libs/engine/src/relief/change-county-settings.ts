import { type AuditLog } from '../ports/audit-log.js';
import { type CountySettings, type CountySettingsStore } from '../ports/county-settings.js';
import { type Tx } from '../ports/transactions.js';
import { type By } from '../sign-in/by.js';

/** Changes what a county has chosen for itself, and puts on record who did. What stays as it was is no change. */
export class ChangeCountySettings {
  constructor(
    private readonly settings: CountySettingsStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { countyCode, personId, accountId }: By, to: CountySettings): Promise<CountySettings> {
    const from = await this.settings.forChange(tx, countyCode);
    if (from.unitRankings === to.unitRankings) return from;
    await this.settings.save(tx, countyCode, to);
    await this.audit.record(tx, {
      countyCode,
      kind: 'configuration-changed',
      personId,
      accountId,
      subject: { kind: 'county-settings', id: countyCode },
      data: { unitRankings: to.unitRankings },
    });
    return to;
  }
}
