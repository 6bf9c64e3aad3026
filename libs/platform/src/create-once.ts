import { randomUUID } from 'node:crypto';
import { link, open, stat, unlink } from 'node:fs/promises';

/**
 * Creates the file at `path` (mode 0600) with what `content` makes, unless it exists; true when it was created now.
 * The file appears whole or not at all, and of two processes that call this at once one wins: content is written and
 * synced beside it and then linked into place.
 */
export async function createOnce(path: string, content: () => Buffer | string): Promise<boolean> {
  if (await exists(path)) return false;
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content());
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
