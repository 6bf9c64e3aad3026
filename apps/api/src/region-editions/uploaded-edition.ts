import { type FastifyRequest } from 'fastify';
import { type SuccessorDecision } from '#domain';
import { isDay, readDecisions } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { flagIn, uploadedFile } from '../http/uploaded-file.js';

/** What was uploaded: a file of divisions, the day from which it counts, and what was decided about what it leaves open. */
export interface UploadedEdition {
  readonly file: Buffer;
  readonly fileName: string;
  readonly dryRun: boolean;
  /** ISO date. */
  readonly validFrom: string;
  readonly decisions: ReadonlyMap<string, SuccessorDecision>;
}

export async function uploadedEdition(request: FastifyRequest): Promise<UploadedEdition> {
  const { file, fileName, fields } = await uploadedFile(request, ['dryRun', 'validFrom', 'decisions']);
  const { validFrom, decisions } = fields;
  if (validFrom === undefined) throw wrong('validFrom', 'required');
  if (!isDay(validFrom)) throw wrong('validFrom', 'bad-date');
  const read = readDecisions(decisions || '{}');
  if (!read) throw wrong('decisions', 'not-decisions');
  return { file, fileName, dryRun: flagIn('dryRun', fields.dryRun), validFrom, decisions: read };
}

function wrong(field: string, rule: string): Problem {
  return new Problem(422, 'bad-fields', { fields: [{ field, rule }] });
}
