import { type Role, type Sharing, type SharingKind } from '#domain';
import { type SavedView, type SavedViews, type Tx, type ViewContent, type ViewFilters } from '#engine';
import { managerOf } from '../transactions.js';

interface StoredView {
  id: string;
  county_code: string;
  owner_id: string;
  owner_name: string;
  name: string;
  filters: ViewFilters;
  sort: string | null;
  shared_with: SharingKind;
  organisation_id: string | null;
  organisation_name: string | null;
  role: Role | null;
  version: number;
}

export class PgSavedViews implements SavedViews {
  async candidates(tx: Tx, countyCode: string, personId: string): Promise<SavedView[]> {
    return this.where(
      tx,
      `v.county_code = $1 AND (v.owner_id = $2 OR v.shared_with <> 'nobody') ORDER BY v.name COLLATE "zh-x-icu", v.id`,
      [countyCode, personId],
    );
  }

  async find(tx: Tx, countyCode: string, id: string, { locked }: { readonly locked: boolean }) {
    const [view] = await this.where(tx, `v.county_code = $1 AND v.id = $2 ${locked ? 'FOR UPDATE OF v' : ''}`, [
      countyCode,
      id,
    ]);
    return view ?? null;
  }

  async room(tx: Tx, ownerId: string, name: string): Promise<{ count: number; namesake: string | null }> {
    const manager = managerOf(tx);
    await manager.query(takeTurn, [ownerId]);
    const [row] = (await manager.query(
      `SELECT count(*)::int AS count, (SELECT id FROM saved_view WHERE owner_id = $1 AND name = $2) AS namesake
         FROM saved_view WHERE owner_id = $1`,
      [ownerId, name],
    )) as { count: number; namesake: string | null }[];
    return row!;
  }

  async isOrganisation(tx: Tx, countyCode: string, id: string): Promise<boolean> {
    const rows = (await managerOf(tx).query('SELECT FROM organisation WHERE id = $1 AND county_code = $2', [
      id,
      countyCode,
    ])) as object[];
    return rows.length > 0;
  }

  async add(tx: Tx, id: string, countyCode: string, ownerId: string, content: ViewContent): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO saved_view (owner_id, name, filters, sort, shared_with, organisation_id, role, changed_at, id, county_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...columnsOf(tx, ownerId, content), id, countyCode],
    );
  }

  async change(tx: Tx, id: string, ownerId: string, content: ViewContent): Promise<void> {
    await managerOf(tx).query(
      `UPDATE saved_view SET owner_id = $1, name = $2, filters = $3, sort = $4, shared_with = $5, organisation_id = $6,
              role = $7, changed_at = $8, version = version + 1 WHERE id = $9`,
      [...columnsOf(tx, ownerId, content), id],
    );
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await managerOf(tx).query('DELETE FROM saved_view WHERE id = $1', [id]);
  }

  private async where(tx: Tx, condition: string, parameters: readonly unknown[]): Promise<SavedView[]> {
    const rows = (await managerOf(tx).query(
      `SELECT v.*, p.shown_name AS owner_name, o.name AS organisation_name
         FROM saved_view v JOIN person p ON p.id = v.owner_id LEFT JOIN organisation o ON o.id = v.organisation_id
        WHERE ${condition}`,
      [...parameters],
    )) as StoredView[];
    return rows.map(viewOf);
  }
}

/** Changes of what one person keeps take turns: two at once could be one too many, or of one name. */
export const takeTurn = `SELECT pg_advisory_xact_lock(hashtext('saved view'), hashtext($1))`;

function columnsOf(tx: Tx, ownerId: string, { name, filters, sort, sharing }: ViewContent): unknown[] {
  return [
    ...[ownerId, name, JSON.stringify(filters), sort, sharing.with],
    sharing.with === 'organisation' ? sharing.organisationId : null,
    sharing.with === 'role' ? sharing.role : null,
    tx.now.toString(),
  ];
}

function viewOf(row: StoredView): SavedView {
  return {
    ...{ id: row.id, countyCode: row.county_code, ownerId: row.owner_id, ownerName: row.owner_name },
    ...{ name: row.name, filters: row.filters, sort: row.sort, sharing: sharingOf(row) },
    ...{ organisationName: row.organisation_name, version: row.version },
  };
}

function sharingOf({ shared_with, organisation_id, role }: StoredView): Sharing {
  switch (shared_with) {
    case 'organisation':
      return { with: 'organisation', organisationId: organisation_id! };
    case 'role':
      return { with: 'role', role: role! };
    default:
      return { with: shared_with };
  }
}
