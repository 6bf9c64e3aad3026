import { accountBackOff, addressBackOff, type BackOff, judgeAttempt } from '#domain';
import { type Cipher } from '../ports/cipher.js';
import { type MachineClock } from '../ports/machine-clock.js';
import { type SignInDelays } from '../ports/sign-in-delays.js';
import { type Tx } from '../ports/transactions.js';

/** Who tries: the name that was typed, and from where; a browser that this account has signed in from before. */
export interface Attempter {
  readonly accountName: string;
  readonly address: string;
  /** The mark of a browser that is known for this account; its attempts are counted apart from everybody else's. */
  readonly browser: string | null;
}

/** An attempt that counts as failed until it is said to have succeeded. */
export interface Attempt {
  readonly kind: 'try';
  readonly own: Uint8Array;
  readonly shared: Uint8Array | null;
  /** Seconds that the next attempt has to wait if this one fails. */
  readonly thenWait: number;
}

/**
 * Slows guessing down, over all processes. An unknown name is counted like a known one, so that waiting tells nothing
 * about which names exist. A browser that is known for the account has a count of its own: whoever guesses at an account
 * from elsewhere cannot keep its owner out (decision on signing in).
 */
export class CountAttempts {
  constructor(
    private readonly delays: SignInDelays,
    private readonly cipher: Pick<Cipher, 'blindIndex'>,
    private readonly clock: MachineClock,
  ) {}

  /** Counts an attempt, or says how many seconds it has to wait. */
  async begin(tx: Tx, attempter: Attempter): Promise<Attempt | { readonly kind: 'wait'; readonly seconds: number }> {
    const now = this.clock.now();
    const keys = this.keysOf(attempter);
    const judged = [];
    for (const { key, rule } of keys) {
      judged.push({ key, decision: judgeAttempt(await this.delays.lock(tx, key, now), now, rule) });
    }
    const seconds = judged.map(({ decision }) => (decision.kind === 'wait' ? decision.seconds : 0));
    if (Math.max(...seconds) > 0) return { kind: 'wait', seconds: Math.max(...seconds) };
    let thenWait = 0;
    for (const { key, decision } of judged) {
      if (decision.kind === 'wait') continue;
      await this.delays.save(tx, key, { failures: decision.failures, lastAt: now });
      thenWait = Math.max(thenWait, decision.thenWait);
    }
    return { kind: 'try', own: keys[0]!.key, shared: keys[1]?.key ?? null, thenWait };
  }

  /** The attempt succeeded: the account's count ends; of the address's count only this one is taken back. */
  async succeeded(tx: Tx, { own, shared }: Attempt): Promise<void> {
    await this.delays.forget(tx, own);
    if (shared) await this.delays.takeBack(tx, shared);
    await this.delays.forgetOld(tx, this.clock.now() - accountBackOff.forgotten * 1000);
  }

  /** The attempt was half of one, such as a right password without its code: it neither failed nor succeeded. */
  async undecided(tx: Tx, { own, shared }: Attempt): Promise<void> {
    for (const key of [own, shared]) if (key) await this.delays.takeBack(tx, key);
  }

  /** Ends the waiting of an account, wherever it was tried from. */
  async unlock(tx: Tx, accountName: string): Promise<void> {
    await this.delays.forget(tx, this.key('account', accountName));
  }

  private keysOf({ accountName, address, browser }: Attempter): readonly { key: Uint8Array; rule: BackOff }[] {
    if (browser) return [{ key: this.key('browser', browser), rule: accountBackOff }];
    return [
      { key: this.key('account', accountName), rule: accountBackOff },
      { key: this.key('address', address), rule: addressBackOff },
    ];
  }

  private key(kind: string, value: string): Uint8Array {
    return this.cipher.blindIndex(`sign-in ${kind} ${value}`);
  }
}
