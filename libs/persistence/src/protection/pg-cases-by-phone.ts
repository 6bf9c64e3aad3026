import { type RevealFacts } from '#domain';
import { type CasesByPhone, type Cipher, type Scope, type Tx } from '#engine';
import { Parameters, readsWhole, scopeCondition } from '../case/scope-sql.js';
import { managerOf } from '../transactions.js';

/** Nobody has asked so often; a list shows no more. */
const most = 1_000;

/** Goes by the blind index alone: under each key, so that a number is found while keys are being changed. */
export class PgCasesByPhone implements CasesByPhone {
  constructor(private readonly cipher: Pick<Cipher, 'blindIndexes'>) {}

  async asking(tx: Tx, scope: Scope, phone: string): Promise<(RevealFacts & { id: string })[]> {
    const parameters = new Parameters();
    const indexes = parameters.add(this.cipher.blindIndexes(phone).map((digest) => Buffer.from(digest)));
    return (await managerOf(tx).query(
      `SELECT c.id, c.village_code AS "villageCode", c.lead_organisation_id AS "leadOrganisationId", c.confidential, c.open
         FROM requester r JOIN cases c ON c.requester_id = r.id
        WHERE r.county_code = ${parameters.add(scope.countyCode)} AND r.phone_index = ANY(${indexes}::bytea[])
          AND ${scopeCondition(scope, parameters)} AND ${readsWhole(scope, parameters)}
        ORDER BY c.id DESC LIMIT ${most}`,
      parameters.values,
    )) as (RevealFacts & { id: string })[];
  }
}
