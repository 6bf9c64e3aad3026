import { type AttachmentKind } from '#domain';
import { type Content } from './attachment-store.js';

/**
 * Why content is not kept: `with-tracks` is a film with data beside picture and sound, which may be places; `other` is
 * of a kind that is not allowed.
 */
export type RefusalOfContent =
  'empty' | 'too-large' | 'damaged' | 'with-macros' | 'with-tracks' | 'archive' | 'markup' | 'not-text' | 'other';

export type ReceivedFile =
  | { readonly kind: 'refused'; readonly refusal: RefusalOfContent }
  | {
      readonly kind: 'accepted';
      readonly is: AttachmentKind;
      /** Without where and by what it was taken. */
      readonly content: Content;
      /** Lets go of what was received; the content cannot be read any more. */
      release(): Promise<void>;
    };

/** Takes in what is sent and says what it is, by its bytes. */
export interface ReceivedFiles {
  /** Keeps nothing of what is refused or broken off. Throws what `incoming` throws. */
  receive(incoming: AsyncIterable<Uint8Array>, fileName: string, mostBytes: number): Promise<ReceivedFile>;
}
