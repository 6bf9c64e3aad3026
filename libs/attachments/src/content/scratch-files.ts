import { type ReceivedFile, type ReceivedFiles } from '#engine';
import { judgeContent } from './judge-content.js';
import { lengthOf, reading } from './pieces.js';
import { Scratch } from './scratch.js';

/** Takes in what is sent without ever holding more of it in memory than a chunk. */
export class ScratchFiles implements ReceivedFiles {
  /** `folder`: of the machine's own, outside of everything that is served. */
  constructor(private readonly folder: string) {}

  async receive(incoming: AsyncIterable<Uint8Array>, fileName: string, mostBytes: number): Promise<ReceivedFile> {
    const scratch = await Scratch.open(this.folder);
    let accepted = false;
    try {
      for await (const chunk of incoming) {
        if (scratch.size + chunk.length > mostBytes) return { kind: 'refused', refusal: 'too-large' };
        await scratch.append(chunk);
      }
      const judged = await judgeContent(scratch, fileName);
      if (!judged.ok) return { kind: 'refused', refusal: judged.refusal };
      const { kind: is, pieces } = judged;
      accepted = true;
      const content = { bytes: lengthOf(pieces), read: () => reading(scratch, pieces) };
      return { kind: 'accepted', is, content, release: () => scratch.close() };
    } finally {
      if (!accepted) await scratch.close();
    }
  }
}
