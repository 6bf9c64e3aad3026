import { type Bytes } from './bytes.js';

export type PlainText = 'text' | 'not-text' | 'markup';

const chunk = 64 * 1024;
/** What a browser or a server would run; a letter or a list holds none of it. */
const running = /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|\?php|\?xml|%)/i;
const longest = 16;

/** Whether bytes are text of people: UTF-8 throughout, without control characters, and nothing that is run or rendered. */
export async function textIn(source: Bytes): Promise<PlainText> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let carried = '';
  for (let from = 0; from < source.size; from += chunk) {
    let text: string;
    try {
      text = decoder.decode(await source.read(from, chunk), { stream: from + chunk < source.size });
    } catch {
      return 'not-text';
    }
    // eslint-disable-next-line no-control-regex -- exactly these are looked for
    if (/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)) return 'not-text';
    if (from === 0 && /^\s*(?:<|#!|\{\\rtf)/.test(text)) return 'markup';
    if (running.test(carried + text)) return 'markup';
    carried = text.slice(-longest);
  }
  return 'text';
}
