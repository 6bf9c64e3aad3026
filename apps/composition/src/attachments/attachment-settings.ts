import { join, resolve } from 'node:path';
import { type Environment } from '#platform';
import { type S3Settings } from '#attachments';

export interface AttachmentSettings {
  /** Folder of this machine's own, outside of everything that is served. */
  readonly folder: string;
  readonly fileBytes: number;
  /** The content lies there instead of in the folder. */
  readonly s3?: S3Settings;
  readonly clamdUrl?: string;
  readonly scanCommand?: string;
}

export function attachmentSettingsOf(environment: Environment): AttachmentSettings {
  const { DATA_DIR, ATTACHMENT_MEGABYTES, CLAMD_URL, SCAN_COMMAND } = environment;
  const { ATTACHMENTS_S3_URL: url, ATTACHMENTS_S3_REGION: region } = environment;
  const { ATTACHMENTS_S3_ACCESS_KEY: accessKey, ATTACHMENTS_S3_SECRET_KEY: secretKey } = environment;
  return {
    folder: join(resolve(DATA_DIR), 'attachments'),
    fileBytes: ATTACHMENT_MEGABYTES * 1024 * 1024,
    ...(url && accessKey && secretKey && { s3: { url, region, accessKey, secretKey } }),
    clamdUrl: CLAMD_URL,
    scanCommand: SCAN_COMMAND,
  };
}
