import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readCheckpoint, type SignedCheckpoint } from '#domain';
import { checkpointFileIn, publicKeyFileIn } from '../../../composition/src/index.js';
import { WrongUsage } from '../command.js';

/** What is known of the audit without asking the database. */
export interface OutsideEvidence {
  readonly kept: readonly SignedCheckpoint[];
  readonly trustedKeys: ReadonlySet<string>;
  /** Numbers of lines that are no checkpoint: cut short by a power failure, or by somebody. */
  readonly unreadable: readonly number[];
}

/** From the files that are named, or those of the data folder, where there may be no checkpoint yet. Throws `WrongUsage`. */
export async function outsideEvidence(
  dataDir: string,
  checkpointFile: string | undefined,
  publicKeyFile: string | undefined,
): Promise<OutsideEvidence> {
  const folder = resolve(dataDir);
  const key = await read(publicKeyFile ?? publicKeyFileIn(folder));
  const lines = checkpointFile
    ? await read(checkpointFile)
    : await readFile(checkpointFileIn(folder), 'utf8').catch(() => '');
  const numbered = lines.split('\n').map((line, n) => ({ line, number: n + 1 }));
  const told = numbered.filter(({ line }) => line.trim() !== '');
  const judged = told.map(({ line, number }) => ({ number, checkpoint: readCheckpoint(line) }));
  return {
    kept: judged.flatMap(({ checkpoint }) => checkpoint ?? []),
    trustedKeys: new Set(key.split('\n').map((line) => line.trim())),
    unreadable: judged.filter(({ checkpoint }) => checkpoint === null).map(({ number }) => number),
  };
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new WrongUsage(`打不开文件 ${path}`, `Cannot open ${path}`);
  });
}
