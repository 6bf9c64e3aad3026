import { attachmentKinds, type AttachmentLimits } from '#domain';
import { type AddAttachmentResult } from '#engine';
import { Problem } from '../http/problem.js';
import { tooLarge } from './incoming-file.js';

type Refused = Exclude<AddAttachmentResult, { kind: 'added' }>;

/** Why a file was not taken, said to whoever sent it. */
export function problemOf(refused: Refused, limits: AttachmentLimits): Problem {
  switch (refused.kind) {
    case 'not-found':
      return new Problem(404, 'not-found');
    case 'case-closed':
      return new Problem(409, 'attachment-case-closed');
    case 'out-of-reach':
      return new Problem(503, 'attachment-out-of-reach', { retryAfter: 60 });
    case 'infected':
      return new Problem(422, 'attachment-infected');
    case 'no-room':
      return problemOfRoom(refused.because, limits);
    case 'refused':
      return refused.refusal === 'too-large'
        ? tooLarge(limits.fileBytes)
        : new Problem(422, codes[refused.refusal], { data: { kinds }, members: { reason: refused.refusal } });
  }
}

function problemOfRoom(because: Extract<Refused, { kind: 'no-room' }>['because'], limits: AttachmentLimits): Problem {
  switch (because) {
    case 'case-full-of-files':
      return new Problem(409, 'attachments-too-many', { data: { limit: limits.filesOfCase } });
    case 'case-full-of-bytes':
      return new Problem(409, 'attachments-too-much', {
        data: { limit: Math.floor(limits.bytesOfCase / 1024 / 1024) },
      });
    case 'person-full-today':
      return new Problem(429, 'attachments-too-often', {
        data: { limit: limits.filesOfPersonADay },
        retryAfter: 3_600,
      });
  }
}

/** What may be sent, as its endings. */
const kinds = Object.values(attachmentKinds)
  .map(({ endings: [usual] }) => usual)
  .join(', ');

const codes = {
  empty: 'attachment-empty',
  damaged: 'attachment-damaged',
  'with-macros': 'attachment-macros',
  'with-tracks': 'attachment-tracks',
  archive: 'attachment-archive',
  markup: 'attachment-not-allowed',
  'not-text': 'attachment-not-allowed',
  other: 'attachment-not-allowed',
} as const;
