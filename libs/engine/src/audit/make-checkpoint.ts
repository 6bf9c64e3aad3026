import { type ChainEnd, checkpointIsDue, checkpointText, type SignedCheckpoint, usualCheckpointMinutes } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditSeals, type CheckpointFile, type Checkpoints, type CheckpointSigner } from '../ports/audit-seals.js';
import { type Transactions, type Tx } from '../ports/transactions.js';

/** Signs what the chain of seals is, and keeps it in the database and outside of it. */
export class MakeCheckpoint {
  constructor(
    private readonly transactions: Transactions,
    private readonly seals: AuditSeals,
    private readonly checkpoints: Checkpoints,
    private readonly signer: () => Promise<CheckpointSigner>,
    private readonly file: CheckpointFile,
    private readonly machineTime: () => Temporal.Instant,
    private readonly everyMinutes: number = usualCheckpointMinutes,
  ) {}

  /** Null where none is due yet, or another process is about it. */
  ifDue(): Promise<SignedCheckpoint | null> {
    return this.make((last, end, at) => checkpointIsDue(last, end, at, this.everyMinutes));
  }

  /** Now, because somebody asks for one. Null where another process is sealing at this moment. */
  now(): Promise<SignedCheckpoint | null> {
    return this.make(() => true);
  }

  private async make(
    isDue: (last: SignedCheckpoint | null, end: ChainEnd, at: Temporal.Instant) => boolean,
  ): Promise<SignedCheckpoint | null> {
    const made = await this.transactions.run(async (tx) => {
      if (!(await this.seals.takeTurn(tx))) return null;
      const [last, end] = [await this.checkpoints.last(tx), await this.seals.end(tx)];
      const at = this.machineTime();
      return isDue(last, end, at) ? this.sign(tx, last, { ...end, at }) : null;
    });
    // after the commit: a file that knows of something which then did not happen would accuse the database
    if (made) await this.file.append(made);
    return made;
  }

  private async sign(
    tx: Tx,
    last: SignedCheckpoint | null,
    moment: Pick<SignedCheckpoint, 'no' | 'hash' | 'at'>,
  ): Promise<SignedCheckpoint> {
    const since = await this.checkpoints.sealedBehind(tx, last?.no ?? 0);
    const counts = {
      audit_log: (last?.counts.audit_log ?? 0) + since.audit_log,
      case_event: (last?.counts.case_event ?? 0) + since.case_event,
    };
    const checkpoint = { ...moment, counts };
    const signer = await this.signer();
    const signature = signer.sign(checkpointText(checkpoint));
    const signed = { ...checkpoint, publicKey: signer.publicKey, signature };
    await this.checkpoints.keep(tx, signed);
    return signed;
  }
}
