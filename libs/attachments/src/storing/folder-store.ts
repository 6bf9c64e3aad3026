import { type AttachmentStore, type Content, type StoredContent } from '#engine';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Temporal } from 'temporal-polyfill';

/** A file that was broken off while it was written. */
const partial = '.part';
const chunk = 64 * 1024;

/** Content in a folder of this machine, a file for each, closed to others; several processes may share it. */
export class FolderStore implements AttachmentStore {
  constructor(private readonly folder: string) {}

  async keep(id: string, content: Content): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(`${path}${partial}`, 'wx', 0o600);
    try {
      for await (const bytes of content.read()) await file.writeFile(bytes);
      await file.sync();
    } catch (failure) {
      await file.close();
      await rm(`${path}${partial}`, { force: true });
      throw failure;
    }
    await file.close();
    await rename(`${path}${partial}`, path);
  }

  async open(id: string): Promise<AsyncIterable<Uint8Array> | null> {
    const file = await open(this.pathOf(id), 'r').catch(unlessMissing);
    // closed at its end, or as soon as nobody reads on
    return file && file.createReadStream({ highWaterMark: chunk });
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async *all(): AsyncGenerator<StoredContent> {
    const folders = (await readdir(this.folder, { withFileTypes: true }).catch(unlessMissing)) ?? [];
    for (const one of folders) {
      if (!one.isDirectory()) continue;
      for (const id of await readdir(join(this.folder, one.name))) {
        const seen = await stat(join(this.folder, one.name, id)).catch(unlessMissing);
        if (seen?.isFile()) yield { id, since: Temporal.Instant.fromEpochMilliseconds(Math.floor(seen.mtimeMs)) };
      }
    }
  }

  /** Spread over folders by the end of the id, which is random. */
  private pathOf(id: string): string {
    if (!/^[\da-f-]{36}(?:\.part)?$/.test(id)) throw new Error('no id of content');
    return join(this.folder, id.slice(34, 36), id);
  }
}

function unlessMissing(failure: unknown): null {
  if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw failure;
}
