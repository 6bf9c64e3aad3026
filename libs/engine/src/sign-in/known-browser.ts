import { type Cipher } from '../ports/cipher.js';
import { type Secrets } from '../ports/secrets.js';

/**
 * Marks browsers from which an account has signed in, by a cookie that only this installation can make. Nothing about
 * them is stored: the mark is checked, not looked up. It opens nothing; it only keeps its attempts apart from strangers'.
 */
export class KnownBrowsers {
  constructor(
    private readonly cipher: Pick<Cipher, 'blindIndex'>,
    private readonly secrets: Pick<Secrets, 'nonce'>,
  ) {}

  mark(accountId: string): string {
    const nonce = this.secrets.nonce();
    return `${nonce}.${this.proof(accountId, nonce)}`;
  }

  /** The mark, where it was made for this account; null for none and for any other. */
  recognise(accountId: string, mark: string | undefined): string | null {
    const [nonce, proof, ...more] = (mark ?? '').split('.');
    if (!nonce || !proof || more.length > 0) return null;
    return proof === this.proof(accountId, nonce) ? mark! : null;
  }

  private proof(accountId: string, nonce: string): string {
    return [...this.cipher.blindIndex(`browser ${accountId} ${nonce}`)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  }
}
