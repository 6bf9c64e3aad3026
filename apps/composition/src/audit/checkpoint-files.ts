import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type CheckpointFile } from '#engine';
import { Ed25519Signer } from '#identity';
import { appendLine, createDataDirectory, createOnce, loadKey } from '#platform';

/** The file of checkpoints in an installation's data folder. */
export const checkpointFileIn = (dataDir: string): string => join(dataDir, 'audit-checkpoints.ndjson');
/** The key that verifies them, to be copied elsewhere. */
export const publicKeyFileIn = (dataDir: string): string => join(dataDir, 'audit-key.pub');

/** Signs with the key in `<dataDir>/audit-key`, made on the first call. Throws `StartUpError` as `loadKey` does. */
export async function checkpointSigner(dataDir: string): Promise<Ed25519Signer> {
  await createDataDirectory(dataDir);
  const keyFile = join(dataDir, 'audit-key');
  await createOnce(keyFile, () => randomBytes(32));
  const signer = new Ed25519Signer(await loadKey(keyFile));
  await createOnce(publicKeyFileIn(dataDir), () => `${signer.publicKey}\n`);
  return signer;
}

export function checkpointFile(dataDir: string): CheckpointFile {
  return { append: (checkpoint) => appendLine(checkpointFileIn(dataDir), JSON.stringify(checkpoint)) };
}
