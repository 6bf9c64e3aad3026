import { type Archive } from '../container/archive.js';
import { refuse, type LooksLike } from '../file-problem.js';
import { readPart } from './markup.js';
import { relationsOf } from './relations.js';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** The table of contents of a workbook. */
export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly from1904: boolean;
  readonly sharedTexts: string | null;
  readonly styles: string | null;
}

/** Reads which sheets a workbook has and where its texts and formats are. Chart sheets and macros are left alone. */
export async function readWorkbookPart(archive: Archive): Promise<WorkbookPart> {
  const root = (await relationsOf(archive, '')).find((relation) => relation.type === 'officeDocument')?.part;
  if (!root || !archive.has(root) || !/\.xml$/i.test(root) || !isSpreadsheet(archive, root)) {
    return refuse({ code: 'not-a-workbook', looksLike: otherKind(archive, root) });
  }
  const relations = await relationsOf(archive, root);
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readPart(archive, root, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({ name: attributes['name'] ?? '', id, hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    },
  });
  const sheets = listed.flatMap(({ name, id, hidden }) => {
    const relation = relations.find((candidate) => candidate.id === id && candidate.type === 'worksheet');
    return relation ? [{ name, part: relation.part, hidden }] : [];
  });
  if (sheets.length === 0) refuse({ code: 'no-sheets' });
  const partOf = (type: string) =>
    relations.find((relation) => relation.type === type && archive.has(relation.part))?.part ?? null;
  return { sheets, from1904, sharedTexts: partOf('sharedStrings'), styles: partOf('styles') };
}

function isSpreadsheet(archive: Archive, root: string): boolean {
  return otherKind(archive, root) === 'archive' || root.startsWith('xl/');
}

function otherKind(archive: Archive, root: string | undefined): LooksLike {
  if (root?.endsWith('.bin')) return 'excel-binary';
  if (root?.startsWith('word/')) return 'word';
  if (root?.startsWith('ppt/')) return 'powerpoint';
  return archive.has('mimetype') ? 'open-document' : 'archive';
}
