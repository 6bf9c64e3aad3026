import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { RandomPieces } from './random-pieces.js';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
/** What is sealed begins with these two letters and the eight bytes of its key's id, which the tag vouches for. */
const mark = Buffer.from('G1');
const headerLength = mark.length + 8;

/** Keys of an installation: the current one seals, all of them open. The same key is the same object until it goes. */
export interface KeyRing {
  current(): Uint8Array;
  all(): readonly Uint8Array[];
}

/**
 * Seals personal data with AES-256-GCM: header, IV, tag and ciphertext in one. Sealing and blind indexes use two keys
 * derived from the installation's key, so that an index never weakens what is sealed.
 */
export class AesCipher {
  private readonly ring: KeyRing;
  private readonly derivedKeys = new WeakMap<Uint8Array, DerivedKeys>();
  private readonly ivs = new RandomPieces(ivLength);

  constructor(keys: Uint8Array | KeyRing) {
    this.ring = keys instanceof Uint8Array ? { current: () => keys, all: () => [keys] } : keys;
  }

  get keyId(): string {
    return this.current.id;
  }

  /** Ids of all keys that open, the current one first. */
  get keyIds(): readonly string[] {
    return this.ring.all().map((key) => this.derived(key).id);
  }

  /** The beginning of everything that the current key seals. */
  get header(): Buffer {
    return this.current.header;
  }

  seal(plain: string): Uint8Array {
    return this.sealBytes(Buffer.from(plain, 'utf8'));
  }

  sealBytes(plain: Uint8Array): Uint8Array {
    const { sealing, header } = this.current;
    const iv = this.ivs.next();
    const cipher = createCipheriv(algorithm, sealing, iv).setAAD(header);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]);
  }

  /** Throws where the bytes were changed or another key sealed them. */
  open(sealed: Uint8Array, keyId: string): string {
    return this.openBytes(sealed, keyId).toString('utf8');
  }

  openBytes(sealed: Uint8Array, keyId: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const keys = this.ring.all().map((key) => this.derived(key));
    const own = keys.find(({ header }) => bytes.subarray(0, headerLength).equals(header));
    if (own) return decipher(own.sealing, bytes.subarray(headerLength), own.header);
    // sealed before there were headers: the id stored beside it says which key
    const older = keys.find(({ id }) => id === keyId);
    if (!older) throw new Error(`sealed with key ${keyId}, but this installation has ${this.keyIds.join(', ')}`);
    return decipher(older.sealing, bytes, null);
  }

  blindIndex(value: string): Uint8Array {
    return indexOf(this.current, value);
  }

  blindIndexes(value: string): readonly Uint8Array[] {
    return this.ring.all().map((key) => indexOf(this.derived(key), value));
  }

  private get current(): DerivedKeys {
    return this.derived(this.ring.current());
  }

  private derived(key: Uint8Array): DerivedKeys {
    const known = this.derivedKeys.get(key);
    if (known) return known;
    const id = keyIdOf(key);
    const made = {
      ...{ id, header: Buffer.concat([mark, Buffer.from(id, 'hex')]) },
      ...{ sealing: derive(key, 'seal'), indexing: derive(key, 'index') },
    };
    this.derivedKeys.set(key, made);
    return made;
  }
}

interface DerivedKeys {
  readonly id: string;
  readonly header: Buffer;
  readonly sealing: Buffer;
  readonly indexing: Buffer;
}

/** What a key is called: 16 hex digits from which nothing of it can be learnt. */
export function keyIdOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('key id').digest('hex').slice(0, 16);
}

function indexOf({ indexing }: DerivedKeys, value: string): Buffer {
  return createHmac('sha256', indexing).update(value).digest();
}

function decipher(key: Buffer, bytes: Buffer, header: Buffer | null): Buffer {
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength));
  if (header) decipher.setAAD(header);
  decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
}

function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `guacun ${purpose}`, 32));
}
