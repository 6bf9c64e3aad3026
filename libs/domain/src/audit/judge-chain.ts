import { type ChainEnd, hashOf, type Seal, type Sha256 } from './chain.js';
import { type SignedCheckpoint } from './checkpoint.js';
import { type AuditFinding, type CheckpointPlace } from './finding.js';
import { canonicalContent, type SealedRow } from './sealed-row.js';

/** Everything that is wrong with one seal: with itself, with its place behind `before`, with the row that it seals. */
export function judgeSeal(before: ChainEnd, seal: Seal, row: SealedRow | undefined, sha256: Sha256): AuditFinding[] {
  const { no, source, rowId: id } = seal;
  const findings: AuditFinding[] = [];
  if (no !== before.no + 1) findings.push({ kind: 'seals-missing', from: before.no + 1, to: no - 1 });
  else if (seal.previous !== before.hash) findings.push({ kind: 'chain-broken', no });
  if (hashOf(seal, sha256) !== seal.hash) findings.push({ kind: 'seal-changed', no });
  if (!row) findings.push({ kind: 'row-missing', no, source, id });
  else if (sha256(canonicalContent(row)) !== seal.digest) findings.push({ kind: 'row-changed', no, source, id });
  return findings;
}

export type KeptCheckpoint = SignedCheckpoint & { readonly place: CheckpointPlace };

/** Holds the chain against its checkpoints while it is walked, seal by seal in order. */
export class CheckpointWalk {
  private next = 0;
  private agreedAt: number;
  private agrees = true;
  private reached: number;

  /** `checkpoints` are genuine and in the order of their seals; those before the beginning of the walk are passed over. */
  constructor(
    private readonly checkpoints: readonly KeptCheckpoint[],
    begin: ChainEnd,
  ) {
    this.agreedAt = this.reached = begin.no;
    while ((this.checkpoints[this.next]?.no ?? Infinity) <= begin.no) this.next++;
  }

  /** What the checkpoints say against this seal. */
  pass({ no, hash }: ChainEnd): AuditFinding[] {
    const findings: AuditFinding[] = [];
    this.reached = no;
    for (let one = this.checkpoints[this.next]; one && one.no <= no; one = this.checkpoints[++this.next]) {
      // where the seal itself is missing, that is a finding already
      if (one.no !== no) continue;
      if (one.hash === hash) this.agreedAt = no;
      // behind a rewritten place every later checkpoint disagrees: the first one locates it
      else if (this.agrees)
        findings.push({ kind: 'rewritten', after: this.agreedAt, no, at: one.at.toString(), place: one.place });
      this.agrees = one.hash === hash;
    }
    return findings;
  }

  /** What they say when the chain has come to its end: that they have seen more of it. */
  end(): AuditFinding[] {
    const ahead = this.checkpoints.slice(this.next).at(-1);
    return ahead ? [{ kind: 'seals-cut', no: this.reached, checkpoint: ahead.no, place: ahead.place }] : [];
  }
}
