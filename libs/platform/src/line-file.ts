import { open } from 'node:fs/promises';

/** Adds a line to the end of the file at `path`, made with mode 0600 where it is missing; on the disk when this returns. */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(`${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
