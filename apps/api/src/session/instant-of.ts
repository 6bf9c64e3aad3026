/** An instant of the machine as answers write it, in UTC. */
export function instantOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
