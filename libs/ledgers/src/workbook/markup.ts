import { Parser } from 'htmlparser2';
import { type Archive } from '../container/archive.js';
import { refuse } from '../file-problem.js';

/** Attributes of an element, by name without namespace prefix unless it is `r:id`. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader of one part wants to hear. Element names come without prefix: some programs write `x:row`. */
export interface MarkupHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Elements inside one another; SpreadsheetML nests less than ten deep. */
const deepest = 100;

/**
 * Reads a part as XML, chunk by chunk; after each chunk control returns to the caller. No entity but the five of XML
 * and numbers is ever replaced, and a document type (the door of every entity trick) is refused. A part that
 * stops before its end, or whose elements do not match, is damaged. `skim` may take out what nobody wants to hear.
 */
export async function* readMarkup(
  archive: Archive,
  part: string,
  handler: MarkupHandler,
  skim: (text: string) => string = (text) => text,
): AsyncGenerator<void> {
  const decoder = new ChunkDecoder();
  const parser = strictParser(part, handler);
  for await (const chunk of archive.bytesOf(part)) {
    parser.write(skim(decoder.decode(chunk)));
    yield;
  }
  parser.write(decoder.decode());
  parser.end();
}

/** Reads a whole small part. */
export async function readPart(archive: Archive, part: string, handler: MarkupHandler): Promise<void> {
  const chunks = readMarkup(archive, part, handler);
  while (!(await chunks.next()).done);
}

function strictParser(part: string, handler: MarkupHandler): Parser {
  let depth = 0;
  let roots = 0;
  let openedAt = -1;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (depth === 0) roots++;
        if (++depth > deepest || roots > 1) refuse({ code: 'damaged', part });
        openedAt = parser.endIndex;
        handler.open?.(local(name), attributes);
      },
      onclosetag(name, implied) {
        // The tokenizer calls the end of <c/> implied as well; any other implied end is a tag that is missing.
        if (implied && parser.endIndex !== openedAt) refuse({ code: 'damaged', part });
        depth--;
        handler.close?.(local(name));
      },
      ontext(text) {
        if (depth > 0) handler.text?.(text);
      },
      onprocessinginstruction(name) {
        if (name.startsWith('!')) refuse({ code: 'forbidden-markup', part });
      },
      onend() {
        if (depth !== 0 || roots !== 1) refuse({ code: 'damaged', part });
      },
    },
    { xmlMode: true },
  );
  return parser;
}

function local(name: string): string {
  if (name.length === 1) return name;
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** UTF-8, or UTF-16 where the byte order mark says so: the two encodings that the format allows. */
class ChunkDecoder {
  #decoder: InstanceType<typeof TextDecoder> | undefined;

  decode(chunk?: Buffer): string {
    if (!chunk) return this.#decoder?.decode() ?? '';
    this.#decoder ??= new TextDecoder(encodingOf(chunk));
    return this.#decoder.decode(chunk, { stream: true });
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
