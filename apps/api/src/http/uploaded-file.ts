import { type FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** What was uploaded: one file, and the fields that came beside it. */
export interface UploadedFile<Field extends string> {
  readonly file: Buffer;
  readonly fileName: string;
  readonly fields: Readonly<Partial<Record<Field, string>>>;
}

/** Characters of one field: a list of decisions can be long. */
const fieldSize = 256 * 1024;

/**
 * Reads `multipart/form-data` with a file named `file` and the fields that are known, in any order. Nothing is kept on
 * disk. Throws the problem: no form, no file, an unknown field.
 */
export async function uploadedFile<Field extends string>(
  request: FastifyRequest,
  known: readonly Field[],
): Promise<UploadedFile<Field>> {
  if (!request.isMultipart()) throw new Problem(415, 'unsupported-media-type');
  let file: { bytes: Buffer; name: string } | null = null;
  const fields: Partial<Record<Field, string>> = {};
  for await (const part of request.parts({ limits: { fieldSize } })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (part.fieldname === 'file') file = { bytes, name: part.filename };
      continue;
    }
    const field = known.find((name) => name === part.fieldname);
    if (!field) throw new Problem(422, 'bad-fields', { fields: [{ field: part.fieldname, rule: 'unknown-field' }] });
    if (typeof part.value === 'string') fields[field] = part.value;
  }
  if (!file) throw new Problem(422, 'file-missing');
  return { file: file.bytes, fileName: file.name.slice(0, 200), fields };
}

/** What was meant as a trial must never be a real run: what is neither yes nor no is refused. */
export function flagIn(field: string, value = ''): boolean {
  if (value === 'true' || value === '1' || value === 'on') return true;
  if (value === 'false' || value === '0' || value === '') return false;
  throw new Problem(422, 'bad-fields', {
    fields: [{ field, rule: 'enum', data: { allowedValues: ['true', 'false'] } }],
  });
}
