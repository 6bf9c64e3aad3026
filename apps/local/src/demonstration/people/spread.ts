/** `count` of a list, evenly spread, those in `first` before all others. */
export function spread<T>(list: readonly T[], count: number, first: readonly T[] = []): T[] {
  const rest = list.filter((one) => !first.includes(one));
  const wanted = Math.max(0, count - first.length);
  return [
    ...first.slice(0, count),
    ...Array.from({ length: wanted }, (_, i) => rest[Math.floor((i * rest.length) / wanted)]!),
  ];
}

/** A list cut into `parts` runs of neighbours whose lengths differ by one at most. */
export function cut<T>(list: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, i) =>
    list.slice(Math.floor((i * list.length) / parts), Math.floor(((i + 1) * list.length) / parts)),
  );
}
