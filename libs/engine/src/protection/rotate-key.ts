import { Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type RotatingCipher } from '../ports/cipher.js';
import { type KeyFolder, type KeyRegister, type SealedData } from '../ports/keys.js';
import { type Transactions } from '../ports/transactions.js';

export type RotationResult =
  | { readonly kind: 'busy' }
  /** All is sealed with the current key; `lost` fingerprints keep a form that no sent ledger will match. */
  | { readonly kind: 'sealed-anew'; readonly counts: Readonly<Record<string, number>>; readonly lost: number }
  | { readonly kind: 'nothing-to-finish' }
  | { readonly kind: 'too-early'; readonly until: Temporal.Instant }
  | { readonly kind: 'still-used'; readonly remaining: number }
  | { readonly kind: 'finished'; readonly retired: readonly string[] };

/** As long as another process may still seal with the key before: several times as long as it takes to notice a new one. */
const settling = Temporal.Duration.from({ seconds: 10 });

/** A new key under a word of its own, so that at a start one can tell whether it is the right one. */
export type CheckValueOf = (key: Uint8Array) => { readonly id: string; readonly checkValue: Uint8Array };

/**
 * Changes the key while everybody goes on reading: a new key seals from now on, and what the old one sealed is sealed
 * anew in batches. Killed at any point it goes on where it was when it is started again.
 */
export class RotateKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly folder: KeyFolder,
    private readonly register: KeyRegister,
    private readonly sealed: SealedData,
    private readonly cipher: RotatingCipher,
    private readonly audit: AuditLog,
    private readonly checkValueOf: CheckValueOf,
  ) {}

  /** `machineNow` is the host's time: keys are about this installation, not about the county's business. */
  async execute(machineNow: Temporal.Instant, told: (line: object) => void = () => {}): Promise<RotationResult> {
    return this.alone(async () => {
      if (this.folder.all().length === 1 || (await this.folder.hasNext())) await this.begin(machineNow);
      const counts: Record<string, number> = {};
      for (const kind of this.sealed.kinds) counts[kind] = await this.sealAnew(kind, told);
      const fingerprints = await this.fingerprintAnew(told);
      return { kind: 'sealed-anew', counts: { ...counts, fingerprint: fingerprints.count }, lost: fingerprints.lost };
    });
  }

  /** Takes the old keys out of the ring, if nothing at all is sealed with them any more. */
  async finish(machineNow: Temporal.Instant): Promise<RotationResult> {
    return this.alone(async () => {
      const [current, ...old] = this.cipher.keyIds;
      if (old.length === 0) return { kind: 'nothing-to-finish' };
      const entered = await this.transactions.run((tx) => this.register.enteredAt(tx, current!));
      const until = (entered ?? machineNow).add(settling);
      if (Temporal.Instant.compare(machineNow, until) < 0) return { kind: 'too-early', until };
      // an import that was under way may have come in under an old key behind the pass before
      await this.fingerprintAnew(() => {});
      const remaining = await this.transactions.run(async (tx) => {
        const left = await this.sealed.remaining(tx, true);
        if (left > 0) return left;
        await this.register.retire(tx, old, machineNow);
        await this.audit.record(tx, {
          countyCode: null,
          kind: 'key-rotated',
          personId: null,
          data: { step: 'finished', current, retired: old },
        });
        return 0;
      });
      if (remaining > 0) return { kind: 'still-used', remaining };
      for (const key of this.folder.all().slice(1)) await this.folder.retire(key);
      return { kind: 'finished', retired: old };
    });
  }

  private async begin(machineNow: Temporal.Instant): Promise<void> {
    const next = this.checkValueOf(await this.folder.prepareNext());
    // known to the database before it seals anything: a process that starts now finds it right
    await this.transactions.run(async (tx) => {
      await this.register.enter(tx, next.id, next.checkValue, machineNow);
      await this.audit.record(tx, {
        countyCode: null,
        kind: 'key-rotated',
        personId: null,
        data: { step: 'begun', from: this.cipher.keyId, to: next.id },
      });
    });
    await this.folder.promote();
  }

  private async sealAnew(kind: string, told: (line: object) => void): Promise<number> {
    let done = 0;
    for (let after: string | null = null; ;) {
      const batch = await this.transactions.run((tx) => this.sealed.sealAnew(tx, kind, after));
      done += batch.count;
      if (batch.count > 0) told({ kind, done });
      if (batch.after === null) return done;
      after = batch.after;
    }
  }

  private async fingerprintAnew(told: (line: object) => void): Promise<{ count: number; lost: number }> {
    let [count, lost] = [0, 0];
    for (let after: string | null = null; ;) {
      const batch = await this.transactions.run((tx) => this.sealed.fingerprintAnew(tx, after));
      [count, lost] = [count + batch.count, lost + batch.lost];
      if (batch.count > 0) told({ kind: 'fingerprint', done: count });
      if (batch.after === null) return { count, lost };
      after = batch.after;
    }
  }

  private async alone(work: () => Promise<RotationResult>): Promise<RotationResult> {
    if (!(await this.register.claim())) return { kind: 'busy' };
    try {
      return await work();
    } finally {
      await this.register.release();
    }
  }
}
