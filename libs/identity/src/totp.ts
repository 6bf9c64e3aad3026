import { Secret, TOTP } from 'otpauth';

/** What every authenticator application understands: six digits, SHA-1, thirty seconds (RFC 6238). */
const settings = { issuer: 'Guacun 挂村', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** One step before and after: a phone's clock may be half a minute off, and typing takes time. */
const window = 1;

/** One-time codes by time (RFC 6238). Secrets are base32, 160 bits. */
export class Totp {
  newSecret(): string {
    return new Secret({ size: 20 }).base32;
  }

  uri(secret: string, accountName: string): string {
    return this.of(secret, accountName).toString();
  }

  /** The step whose code this is, of three around `at` (epoch milliseconds); null for a wrong code. */
  stepOf(secret: string, code: string, at: number): number | null {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return null;
    const delta = this.of(secret, '').validate({ token: digits, timestamp: at, window });
    return delta === null ? null : Math.floor(at / 1000 / settings.period) + delta;
  }

  private of(secret: string, label: string): TOTP {
    return new TOTP({ ...settings, label, secret: Secret.fromBase32(secret) });
  }
}
