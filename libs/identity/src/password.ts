import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords.js';

/** What a hash costs: kibibytes of memory, passes over it, lanes. */
export interface PasswordCost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** OWASP's first choice for argon2id (the library's default variant): 19 MiB, two passes, one lane. */
export const passwordCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords kept as argon2id hashes, which carry their own cost and salt. */
export class Argon2Passwords {
  private readonly decoy: Promise<string>;

  constructor(private readonly cost: PasswordCost = passwordCost) {
    this.decoy = this.hash('nobody has this password');
  }

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFC'), this.cost);
  }

  /** False for a wrong password; as slow for an account that does not exist, so that names cannot be guessed by time. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const isRight = await verify(stored ?? (await this.decoy), password.normalize('NFC'));
    return isRight && stored !== null;
  }

  isCommon(password: string): boolean {
    return isCommonPassword(password);
  }
}

/** The hash of a password at the cost of a real installation. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), passwordCost);
}
