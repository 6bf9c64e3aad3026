const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
const cycle = 60;

/**
 * The name of the `index`-th synthetic person: a surname with a pair of the sexagenary cycle (林甲子). It reads like a
 * name, nobody is called so by accident in such numbers, and no two are alike while the number of surnames shares no
 * divisor with 60 and `index` stays below their product.
 */
export function syntheticName(index: number, surnames: readonly string[]): string {
  const pair = index % cycle;
  return `${surnames[index % surnames.length]}${stems[pair % stems.length]}${branches[pair % branches.length]}`;
}

/** Whether a name is of that form: what a test of "all of it is synthetic" asks. */
export function isSyntheticName(name: string, surnames: readonly string[]): boolean {
  const [stem = '', branch = ''] = [name.at(-2), name.at(-1)];
  const pairs = stems.includes(stem) && branches.includes(branch);
  return pairs && stems.indexOf(stem) % 2 === branches.indexOf(branch) % 2 && surnames.includes(name.slice(0, -2));
}
