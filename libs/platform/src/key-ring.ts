import { link, readdir, rename, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { createOnce } from './create-once.js';
import { keyBytes, loadKey } from './key-file.js';
import { StartUpError } from './start-up-error.js';

/** How often a process looks whether the key file is another one; a rotation waits several times as long. */
export const ringLooksEveryMilliseconds = 1_000;

/**
 * The keys beside one another in a folder: `key` seals, `key.1`, `key.2`, … still open what they sealed. The ring changes
 * between two turns of the event loop only, so that what is sealed in one turn is sealed with one key.
 */
export class FileKeyRing {
  private looking: NodeJS.Timeout | undefined;
  private isReading = false;

  private constructor(
    private readonly path: string,
    private keys: readonly Buffer[],
    private seen: string,
  ) {}

  /** Reads the ring around the key file at `path`. Throws `StartUpError('key-unusable')` as `loadKey` does. */
  static async open(path: string): Promise<FileKeyRing> {
    const seen = await sightOf(path);
    return new FileKeyRing(path, await readKeys(path), seen);
  }

  current(): Uint8Array {
    return this.keys[0]!;
  }

  /** The current key, then the older ones. */
  all(): readonly Uint8Array[] {
    return this.keys;
  }

  /** Follows a rotation that another process makes, until `close`. */
  follow(): this {
    this.looking = setInterval(() => void this.look(), ringLooksEveryMilliseconds).unref();
    return this;
  }

  close(): void {
    clearInterval(this.looking);
  }

  /**
   * Makes the key that will seal from the next `promote` on, or finds the one that an interrupted rotation made.
   * Throws `StartUpError('key-unusable')` where the folder cannot be written.
   */
  async prepareNext(): Promise<Uint8Array> {
    const next = `${this.path}.next`;
    await createOnce(next, () => randomBytes(keyBytes)).catch((cause: unknown) => {
      throw unwritable(dirname(this.path), cause);
    });
    return loadKey(next);
  }

  /** The prepared key seals from now on; the one before stays in the ring. Each step can be killed and taken again. */
  async promote(): Promise<void> {
    const current = await loadKey(this.path);
    const older = await Promise.all((await olderFiles(this.path)).map(loadKey));
    if (!older.some((key) => key.equals(current))) await link(this.path, await freeName(this.path));
    await rename(`${this.path}.next`, this.path);
    await this.reload();
  }

  /** Whether a rotation made its key and was interrupted before it sealed anything. */
  async hasNext(): Promise<boolean> {
    return exists(`${this.path}.next`);
  }

  /** Takes an older key out of the ring: its file is put aside, for backups that were made under it. */
  async retire(key: Uint8Array): Promise<void> {
    for (const path of await olderFiles(this.path)) {
      if ((await loadKey(path)).equals(key)) await rename(path, `${path}.retired`);
    }
    await this.reload();
  }

  async reload(): Promise<void> {
    const seen = await sightOf(this.path);
    this.keys = merged(await readKeys(this.path), this.keys);
    this.seen = seen;
  }

  private async look(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    try {
      if ((await sightOf(this.path)) !== this.seen) await this.reload();
    } catch {
      // between two steps of a rotation, or a folder that is away for a moment: the keys in memory go on serving
    } finally {
      this.isReading = false;
    }
  }
}

/** The file and its folder as they are now: other keys make another sight. */
async function sightOf(path: string): Promise<string> {
  const looks = await Promise.all([path, dirname(path)].map((one) => stat(one).catch(() => null)));
  return looks.map((look) => (look ? `${look.ino} ${look.mtimeMs}` : 'gone')).join(' ');
}

async function readKeys(path: string): Promise<Buffer[]> {
  const current = await loadKey(path);
  const older = await Promise.all((await olderFiles(path)).map(loadKey));
  // killed between its two steps, a rotation leaves the current key under two names
  return [current, ...older.filter((key) => !key.equals(current))];
}

/** The same keys as the same objects: what is derived from them is kept by object. */
function merged(now: readonly Buffer[], before: readonly Buffer[]): Buffer[] {
  return now.map((key) => before.find((known) => known.equals(key)) ?? key);
}

async function olderFiles(path: string): Promise<string[]> {
  const [folder, name] = [dirname(path), basename(path)];
  const numbered = (await readdir(folder)).filter(
    (file) => file.startsWith(`${name}.`) && /^\d{1,6}$/.test(file.slice(name.length + 1)),
  );
  return numbered.map((file) => join(folder, file));
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${path}.${number}`;
    if (!(await exists(name)) && !(await exists(`${name}.retired`))) return name;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function unwritable(folder: string, cause: unknown): StartUpError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new StartUpError(
    'key-unusable',
    `密钥所在的目录 ${folder} 不能写入(${why}),新密钥放不进去。请在能写入的机器上运行。`,
    `The folder of the key ${folder} cannot be written (${why}), so there is no place for a new key. Run this where it can.`,
  );
}
