/** Somebody's term at a place: a link, a posting or a duty, from–to (epoch milliseconds, to exclusive). */
export interface PlacedTerm {
  readonly id: string;
  readonly personId: string;
  readonly place: string;
  /** What beside person and place tells one term from another: role, organisation. */
  readonly key: string;
  readonly principal: boolean;
  readonly from: number;
  readonly to: number;
}

/** What of a term is written anew. */
export interface TermPiece extends Pick<PlacedTerm, 'place' | 'principal' | 'from' | 'to'> {
  /** The term that it goes on from. */
  readonly of: string;
}

export interface TermMoves {
  /** Terms that run now and end now, because their place is gone. */
  readonly ended: readonly string[];
  /** Their continuation at the successor. */
  readonly begun: readonly TermPiece[];
  /** Terms that have not begun yet: they begin at the successor. */
  readonly relocated: readonly TermPiece[];
  /** Successors to which more than one principal came: nobody is chosen, somebody has to. */
  readonly principalOpen: readonly string[];
}

/**
 * Moves terms from places that are gone to their successors at `now`: what was, stays on record; what goes on, goes on
 * there. Who already holds the same at the successor holds it once. Of several principals none is guessed: an incumbent
 * stays, and those who come are plain until somebody decides. `terms` are all that last beyond `now`, at old places
 * and at successors.
 */
export function moveTerms(terms: readonly PlacedTerm[], moves: ReadonlyMap<string, string>, now: number): TermMoves {
  const coming = terms.filter(({ place, to }) => moves.has(place) && to > now);
  const staying = terms.filter(({ place, to }) => !moves.has(place) && to > now);
  const [ended, begun, relocated]: [string[], TermPiece[], TermPiece[]] = [[], [], []];
  const principalOpen = new Set<string>();
  const settled: PlacedTerm[] = [...staying];
  for (const term of coming) {
    const place = moves.get(term.place)!;
    const future = { ...term, place, from: Math.max(term.from, now) };
    const others = [
      ...staying,
      ...coming.filter((other) => other !== term).map((other) => ({ ...other, place: moves.get(other.place)! })),
    ];
    const rivals = others.filter(
      (other) => other.principal && other.place === place && other.personId !== term.personId && overlap(other, future),
    );
    const principal = term.principal && rivals.length === 0;
    if (term.principal && rivals.length > 0 && !rivals.some((rival) => staying.includes(rival as PlacedTerm)))
      principalOpen.add(place);
    const pieces = rest(
      future,
      settled.filter((other) => isSame(other, future)),
    );
    for (const piece of pieces) settled.push({ ...future, ...piece, principal });
    const written = pieces.map(({ from, to }) => ({ of: term.id, place, principal, from, to }));
    if (term.from < now) {
      ended.push(term.id);
      begun.push(...written);
    } else {
      const [first, ...others] = written;
      if (first) relocated.push(first);
      begun.push(...others);
    }
  }
  return { ended, begun, relocated, principalOpen: [...principalOpen].sort() };
}

function isSame(a: PlacedTerm, b: PlacedTerm): boolean {
  return a.personId === b.personId && a.place === b.place && a.key === b.key;
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** What of a term is left where the others are taken out. */
function rest({ from, to }: PlacedTerm, others: readonly PlacedTerm[]): { from: number; to: number }[] {
  return others.reduce(
    (pieces, other) =>
      pieces.flatMap((piece) => {
        if (!overlap(piece, other)) return [piece];
        return [
          ...(piece.from < other.from ? [{ from: piece.from, to: other.from }] : []),
          ...(other.to < piece.to ? [{ from: other.to, to: piece.to }] : []),
        ];
      }),
    [{ from, to }],
  );
}
