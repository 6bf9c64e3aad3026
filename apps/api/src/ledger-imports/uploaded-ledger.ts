import { type FastifyRequest } from 'fastify';
import { flagIn, uploadedFile } from '../http/uploaded-file.js';

/** What was uploaded: the workbook, its name, and whether it is only to be looked at. */
export interface UploadedLedger {
  readonly file: Buffer;
  readonly fileName: string;
  readonly dryRun: boolean;
}

/** Reads `multipart/form-data` with a file named `file` and perhaps `dryRun`. */
export async function uploadedLedger(request: FastifyRequest): Promise<UploadedLedger> {
  const { file, fileName, fields } = await uploadedFile(request, ['dryRun']);
  return { file, fileName, dryRun: flagIn('dryRun', fields.dryRun) };
}
