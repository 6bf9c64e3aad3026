import { type Readable } from 'node:stream';
import { type FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/** What multipart adds around a file: boundaries, headers, a name. */
const around = 16 * 1024;

/** A file while it comes in. */
export interface IncomingFile {
  readonly name: string;
  /** Fails where the connection is cut, or the form ends before the file. */
  readonly content: Readable;
}

/**
 * The one file of `multipart/form-data`, named `file`, without anything else. Nothing is read before it is asked for. Throws
 * the problem: no form, no file, something else in its place, or a length that is too much already.
 */
export async function incomingFile(request: FastifyRequest, mostBytes: number): Promise<IncomingFile> {
  if (!request.isMultipart()) throw new Problem(415, 'unsupported-media-type');
  if (Number(request.headers['content-length'] ?? 0) > mostBytes + around) throw tooLarge(mostBytes);
  // the size is counted where the content is taken in
  const parts = request.parts({ limits: { files: 1, fields: 1, fileSize: Infinity } });
  const { value: part } = await parts.next();
  if (!part) throw new Problem(422, 'attachment-missing');
  if (part.type === 'file' && part.fieldname === 'file') return { name: part.filename, content: part.file };
  if (part.type === 'file') part.file.resume();
  throw new Problem(422, 'bad-fields', { fields: [{ field: part.fieldname, rule: 'unknown-field' }] });
}

export function tooLarge(mostBytes: number): Problem {
  return new Problem(413, 'too-large', { data: { limit: `${Math.floor(mostBytes / 1024 / 1024)} MB` } });
}
