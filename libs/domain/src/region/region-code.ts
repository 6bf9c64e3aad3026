/** Statistical region codes: 6 digits a county, 9 a township, 12 a village; a code is a prefix of all beneath it. */
export function countyOf(code: string): string {
  return code.slice(0, 6);
}

export function townshipOf(code: string): string {
  return code.slice(0, 9);
}

export function isVillageCode(code: string): boolean {
  return /^\d{12}$/.test(code);
}

/** County code + year + serial of at least six digits, growing, never used twice (design §8). */
export function caseNumber(county: string, year: number, serial: number): string {
  return `${county}${year}${String(serial).padStart(6, '0')}`;
}
