import { readEdition, type ReadEdition } from '#persistence';

/** An edition's file as bytes: UTF-8, or what Excel makes of a CSV in China (GB 18030). */
export function readEditionFile(file: Uint8Array, county: string, validFrom: string): ReadEdition {
  return readEdition(textOf(file), county, validFrom);
}

function textOf(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030').decode(file);
  }
}
