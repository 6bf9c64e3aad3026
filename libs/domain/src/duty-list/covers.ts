/**
 * Whether a category of a duty list covers this one: itself, or one below it in the county's tree, whose code begins with
 * its parent's and a dot (`roads` covers `roads.lamps`).
 */
export function covers(listed: string, category: string): boolean {
  return category === listed || category.startsWith(`${listed}.`);
}
