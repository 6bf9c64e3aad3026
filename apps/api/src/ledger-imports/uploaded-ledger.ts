import { type FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/** What was uploaded: the workbook, its name, and whether it is only to be looked at. */
export interface UploadedLedger {
  readonly file: Buffer;
  readonly fileName: string;
  readonly dryRun: boolean;
}

/** Reads `multipart/form-data` with a file named `file` and perhaps `dryRun`, in any order. Nothing is kept on disk. */
export async function uploadedLedger(request: FastifyRequest): Promise<UploadedLedger> {
  if (!request.isMultipart()) throw new Problem(415, 'unsupported-media-type');
  let file: { bytes: Buffer; name: string } | null = null;
  let dryRun = false;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.fieldname === 'file') file = { bytes, name: part.filename };
    } else if (part.fieldname === 'dryRun') {
      dryRun = flag(part.value);
    } else {
      throw new Problem(422, 'bad-fields', { fields: [{ field: part.fieldname, rule: 'unknown-field' }] });
    }
  }
  if (!file) throw new Problem(422, 'file-missing');
  return { file: file.bytes, fileName: file.name.slice(0, 200), dryRun };
}

/** An import that was meant as a trial must never be a real one: what is neither yes nor no is refused. */
function flag(value: unknown): boolean {
  if (value === 'true' || value === '1' || value === 'on') return true;
  if (value === 'false' || value === '0' || value === '') return false;
  throw new Problem(422, 'bad-fields', {
    fields: [{ field: 'dryRun', rule: 'enum', data: { allowedValues: ['true', 'false'] } }],
  });
}
