import {
  type AuditFinding,
  beforeTheFirst,
  type ChainEnd,
  checkpointText,
  CheckpointWalk,
  judgeSeal,
  type KeptCheckpoint,
  type Seal,
  type SealedRow,
  sealedSources,
  type Sha256,
  type SignedCheckpoint,
} from '#domain';
import { type AuditRecord, type UnsealedTail } from '../ports/audit-record.js';
import { type Transactions } from '../ports/transactions.js';

/** Seals read at a time. */
const batch = 5_000;

export interface AuditToVerify {
  /** Number of the first seal to verify; the one before is taken as it is. */
  readonly since: number;
  /** Checkpoints kept outside of the database. */
  readonly kept: readonly SignedCheckpoint[];
  /** Base64 of the DER form of each key whose signature counts. */
  readonly trustedKeys: ReadonlySet<string>;
}

export interface VerifiedAudit {
  /** Number of the last seal. */
  readonly end: number;
  readonly seals: number;
  readonly checkpoints: number;
  readonly findings: number;
  readonly tail: UnsealedTail;
}

/** Whether a text bears a signature of a key; all three in the forms of `SignedCheckpoint`. */
export type IsSigned = (text: string, signature: string, publicKey: string) => boolean;

/** Recomputes the audit from its rows and tells what does not fit, and where. Reads in batches, beside a running system. */
export class VerifyAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly record: AuditRecord,
    private readonly sha256: Sha256,
    private readonly isSigned: IsSigned,
  ) {}

  async execute(asked: AuditToVerify, tell: (finding: AuditFinding) => Promise<unknown>): Promise<VerifiedAudit> {
    let findings = 0;
    const report = async (found: readonly AuditFinding[]) => {
      findings += found.length;
      for (const finding of found) await tell(finding);
    };
    // read first: a checkpoint that is made meanwhile speaks of seals that are only read later
    const checkpoints = await this.genuine(asked, report);
    const walked = await this.walk(asked.since, checkpoints, report);
    for (const source of sealedSources) await this.lookForUnsealed(source, report);
    const tail = await this.transactions.run((tx) => this.record.tail(tx));
    return { ...walked, checkpoints: checkpoints.length, findings, tail };
  }

  /** The checkpoints of table and file that a trusted key has signed, by the number of their seals. */
  private async genuine(
    { kept, trustedKeys }: AuditToVerify,
    report: (found: readonly AuditFinding[]) => Promise<void>,
  ): Promise<KeptCheckpoint[]> {
    const table = await this.transactions.run((tx) => this.record.checkpoints(tx));
    const known = new Set(table.map(({ signature }) => signature));
    const all = [
      ...table.map((one) => ({ ...one, place: 'table' as const })),
      ...kept.map((one) => ({ ...one, place: 'file' as const })),
    ];
    const genuine: KeptCheckpoint[] = [];
    for (const one of all) {
      const isTrusted = trustedKeys.has(one.publicKey);
      if (!isTrusted || !this.isSigned(checkpointText(one), one.signature, one.publicKey)) {
        await report([{ kind: 'checkpoint-forged', no: one.no, place: one.place }]);
        continue;
      }
      if (!known.has(one.signature)) await report([{ kind: 'checkpoint-missing', no: one.no }]);
      genuine.push(one);
    }
    return genuine.sort((a, b) => a.no - b.no);
  }

  private async walk(
    since: number,
    checkpoints: readonly KeptCheckpoint[],
    report: (found: readonly AuditFinding[]) => Promise<void>,
  ): Promise<Pick<VerifiedAudit, 'end' | 'seals'>> {
    let before = await this.beginning(since);
    const walk = new CheckpointWalk(checkpoints, before);
    for (let seals = 0; ;) {
      const read = await this.read(before.no);
      for (const { seal, row } of read) {
        await report([...judgeSeal(before, seal, row, this.sha256), ...walk.pass(seal)]);
        before = seal;
      }
      seals += read.length;
      if (read.length < batch) {
        await report(walk.end());
        return { end: before.no, seals };
      }
    }
  }

  /** What the first seal to verify follows; where that seal is missing, the beginning of the chain. */
  private async beginning(since: number): Promise<ChainEnd> {
    if (since <= 1) return beforeTheFirst;
    return (await this.transactions.run((tx) => this.record.sealAt(tx, since - 1))) ?? beforeTheFirst;
  }

  /** The next seals with the rows that they seal. */
  private read(behind: number): Promise<{ seal: Seal; row: SealedRow | undefined }[]> {
    return this.transactions.run(async (tx) => {
      const seals = await this.record.seals(tx, behind, batch);
      const rows = new Map<string, SealedRow>();
      for (const source of sealedSources) {
        const ids = seals.filter((seal) => seal.source === source).map(({ rowId }) => rowId);
        if (ids.length === 0) continue;
        for (const row of await this.record.rows(tx, source, ids)) rows.set(`${source} ${row.id}`, row);
      }
      return seals.map((seal) => ({ seal, row: rows.get(`${seal.source} ${seal.rowId}`) }));
    });
  }

  private async lookForUnsealed(
    source: (typeof sealedSources)[number],
    report: (found: readonly AuditFinding[]) => Promise<void>,
  ): Promise<void> {
    const settledTo = await this.transactions.run((tx) => this.record.settledTo(tx, source));
    for (let behind: string | null = null; ;) {
      const from: string | null = behind;
      const ids: string[] = await this.transactions.run((tx) =>
        this.record.neverSealed(tx, source, from, settledTo, batch),
      );
      await report(ids.map((id) => ({ kind: 'row-unsealed', source, id })));
      if (ids.length < batch) return;
      behind = ids.at(-1)!;
    }
  }
}
