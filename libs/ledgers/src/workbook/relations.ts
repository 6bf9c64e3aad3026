import { posix } from 'node:path';
import { type Archive } from '../container/archive.js';
import { readPart } from './markup.js';

/** A part that another part points at. */
export interface Relation {
  readonly id: string;
  /** Last word of the relation's type: `worksheet`, `sharedStrings`, `styles`; the same in both dialects of the format. */
  readonly type: string;
  /** Path inside the container. */
  readonly part: string;
}

/** The relations of a part ('' for the container itself). External targets are left out: nothing is ever fetched. */
export async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const file = part === '' ? '_rels/.rels' : posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!archive.has(file)) return relations;
  await readPart(archive, file, {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: path });
    },
  });
  return relations;
}
