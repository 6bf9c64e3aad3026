import { randomBytes } from 'node:crypto';
import { newApiToken, newOneTimeCode, newRecoveryCode, newToken, recoveryCodeHash } from './token.js';

/** What only chance may make, from the operating system's source of it. */
export class RandomSecrets {
  readonly sessionToken = newToken;
  readonly apiToken = newApiToken;
  readonly oneTimeCode = newOneTimeCode;
  readonly recoveryCode = newRecoveryCode;
  readonly recoveryCodeHash = recoveryCodeHash;

  nonce(): string {
    return randomBytes(16).toString('base64url');
  }
}
