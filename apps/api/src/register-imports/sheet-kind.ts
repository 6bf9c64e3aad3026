import { type SheetKind, sheetKinds } from '#domain';

/** The kind of register of that name, if there is one. */
export function sheetKindNamed(name: string | undefined): SheetKind | undefined {
  return sheetKinds.find((kind) => kind === name);
}
