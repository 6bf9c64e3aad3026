import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Ed25519Signer } from '#identity';
import { createDataDirectory, createOnce, loadKey } from '#platform';

/** What signs the checkpoints of the audit, and where they are kept outside of the database. */
export interface CheckpointSettings {
  readonly signingKey: Uint8Array;
  readonly file: string;
}

/** The file of checkpoints in an installation's data folder. */
export const checkpointFileIn = (dataDir: string): string => join(dataDir, 'audit-checkpoints.ndjson');
/** The key that verifies them, to be copied elsewhere. */
export const publicKeyFileIn = (dataDir: string): string => join(dataDir, 'audit-key.pub');

/** From `<dataDir>/audit-key`, made on the first call. Throws `StartUpError('key-unusable')` as `loadKey` does. */
export async function checkpointSettings(dataDir: string): Promise<CheckpointSettings> {
  await createDataDirectory(dataDir);
  const keyFile = join(dataDir, 'audit-key');
  await createOnce(keyFile, () => randomBytes(32));
  const signingKey = await loadKey(keyFile);
  await createOnce(publicKeyFileIn(dataDir), () => `${new Ed25519Signer(signingKey).publicKey}\n`);
  return { signingKey, file: checkpointFileIn(dataDir) };
}
