import { type LedgerLimits } from './limits.js';

/** What a file looks like that is no Excel workbook. */
export type LooksLike =
  | 'empty'
  | 'text'
  | 'old-excel'
  | 'excel-binary'
  | 'word'
  | 'powerpoint'
  | 'open-document'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'unknown';

/** Why a file cannot be read as a ledger. Nothing else ever comes out of a wrong or hostile file. */
export type FileProblem =
  | { code: 'not-a-workbook'; looksLike: LooksLike }
  | { code: 'password-protected' }
  | { code: 'damaged'; part: string | null }
  | { code: 'forbidden-markup'; part: string }
  | { code: 'too-large'; limit: keyof LedgerLimits; allowed: number; part: string | null }
  | { code: 'no-sheets' };

/** Carries a file problem out of a stream; caught where the file is opened, so that callers meet values only. */
export class UnreadableFile extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem.code);
  }
}

/** Stops reading because of `problem`. */
export function refuse(problem: FileProblem): never {
  throw new UnreadableFile(problem);
}
