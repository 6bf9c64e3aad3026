import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { RandomPieces } from './random-pieces.js';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/**
 * Seals personal data with AES-256-GCM: IV, tag and ciphertext in one. Sealing and blind indexes use two keys derived
 * from the installation's key, so that an index never weakens what is sealed.
 */
export class AesCipher {
  readonly keyId: string;
  private readonly sealing: Buffer;
  private readonly indexing: Buffer;
  private readonly ivs = new RandomPieces(ivLength);

  constructor(key: Uint8Array) {
    this.sealing = derive(key, 'seal');
    this.indexing = derive(key, 'index');
    this.keyId = createHmac('sha256', key).update('key id').digest('hex').slice(0, 16);
  }

  seal(plain: string): Uint8Array {
    return this.sealBytes(Buffer.from(plain, 'utf8'));
  }

  sealBytes(plain: Uint8Array): Uint8Array {
    const iv = this.ivs.next();
    const cipher = createCipheriv(algorithm, this.sealing, iv);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Throws where the bytes were changed or another key sealed them. */
  open(sealed: Uint8Array, keyId: string): string {
    return this.openBytes(sealed, keyId).toString('utf8');
  }

  openBytes(sealed: Uint8Array, keyId: string): Buffer {
    if (keyId !== this.keyId) throw new Error(`sealed with key ${keyId}, but this installation has ${this.keyId}`);
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const decipher = createDecipheriv(algorithm, this.sealing, bytes.subarray(0, ivLength));
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
  }

  blindIndex(value: string): Uint8Array {
    return createHmac('sha256', this.indexing).update(value).digest();
  }
}

function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `guacun ${purpose}`, 32));
}
