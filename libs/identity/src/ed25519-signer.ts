import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What comes before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs texts with an Ed25519 key of 32 bytes. */
export class Ed25519Signer {
  /** Base64 of its DER form, as it is handed to whoever verifies. */
  readonly publicKey: string;
  private readonly privateKey: KeyObject;

  constructor(key: Uint8Array) {
    this.privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, key]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  }

  /** Base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.privateKey).toString('base64');
  }
}

/** Whether `publicKey` signed this text. A key or signature that is none has signed nothing. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}
