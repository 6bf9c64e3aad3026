import { attachmentKinds, formatInstant, maskName, maskNumbers } from '#domain';
import { type ListedAttachment } from '#persistence';

/** A file as lists answer it: a number of a person in its name is masked, as in every text. */
export function attachmentView(one: ListedAttachment, zone: string) {
  return {
    id: one.id,
    name: maskNumbers(one.name),
    type: attachmentKinds[one.kind].mediaType,
    bytes: one.bytes,
    uploadedAt: formatInstant(one.uploadedAt, zone),
    uploadedBy: { id: one.uploadedBy, name: one.uploaderIsRequester ? maskName(one.uploaderName) : one.uploaderName },
    scan: one.scan,
    removed: one.removed && { at: formatInstant(one.removed.at, zone), because: one.removed.because },
    available: one.contentKey !== null && one.scan !== 'pending',
  };
}
