/** A township or village of any edition of the divisions. */
export interface NamedPlace {
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
  /** The division that it became part of, or its new code; null while it is in force. */
  readonly successorCode: string | null;
}

/** What a place is, without its name: by these alone nothing is meant. */
const kinds: ReadonlySet<string> = new Set(['社区', '乡镇', '村镇', '行政村']);
const shortest = 2;

/** Names of a county's places, for searches: as they are and as they were, since people go on using an old name. */
export class PlaceNames {
  private readonly villagesBelow = new Map<string, readonly string[]>();
  private readonly successors: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly predecessors: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(private readonly places: readonly NamedPlace[]) {
    const passedOn = places.flatMap(({ code, successorCode }) =>
      successorCode ? [[code, successorCode] as const] : [],
    );
    this.successors = grouped(passedOn);
    this.predecessors = grouped(passedOn.map(([code, successor]) => [successor, code] as const));
  }

  /** The villages of every place that has the word in its name, with those that they became and those they came from. */
  containing(word: string): readonly string[] {
    if ([...word].length < shortest || kinds.has(word)) return [];
    return this.villagesOf(this.places.filter((place) => spoken(place.name).includes(word) || place.name === word));
  }

  /** The place whose name the word begins with, the longest, and what stands behind it; null where there is none. */
  leading(word: string): { readonly villages: readonly string[]; readonly rest: string } | null {
    let longest = '';
    for (const name of this.places.flatMap(spellings))
      if (name.length > longest.length && word.length > name.length && word.startsWith(name)) longest = name;
    const rest = word.slice(longest.length).replace(/^的/, '');
    if (longest === '' || [...rest].length < shortest) return null;
    return { villages: this.villagesOf(this.places.filter((place) => spellings(place).includes(longest))), rest };
  }

  private villagesOf(places: readonly NamedPlace[]): readonly string[] {
    const codes = places.flatMap(({ code }) => [
      ...reachable(code, this.successors),
      ...reachable(code, this.predecessors),
    ]);
    return [...new Set([...new Set(codes)].flatMap((code) => this.below(code)))].sort();
  }

  private below(code: string): readonly string[] {
    if (code.length === villageDigits) return [code];
    let villages = this.villagesBelow.get(code);
    if (!villages) {
      villages = this.places.flatMap((one) =>
        one.code.length === villageDigits && one.code.startsWith(code) ? [one.code] : [],
      );
      this.villagesBelow.set(code, villages);
    }
    return villages;
  }
}

const villageDigits = 12;

/** As people say it: the village, not its committee (下湖村委会 → 下湖村, 五里社区居委会 → 五里社区). */
function spoken(name: string): string {
  return name.replace(/村民?委员?会$/u, '村').replace(/居民?委员?会$/u, '');
}

/** Every way to write a place before something else: with its committee, without, and without what it is. */
function spellings({ name, shortName }: NamedPlace): string[] {
  const said = spoken(name);
  const bare = said.replace(/(?:社区|[镇乡村])$/u, '');
  return [name, said, bare, ...(shortName ? [shortName] : [])].filter((one) => [...one].length >= shortest);
}

function reachable(code: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set([code]);
  for (const one of reached) for (const further of next.get(one) ?? []) reached.add(further);
  return reached;
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}
