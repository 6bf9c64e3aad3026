import { createHash } from 'node:crypto';

/** The key of the bench's counties: what seals the models is what the processes that serve them open with. */
export const benchKey = createHash('sha256').update('a key that guards nothing').digest();
