import { type ActionDefinition, type CaseType } from '#domain';

/**
 * The states of a case type and the actions between them as a Mermaid diagram with Chinese labels. Actions that stay
 * in their state, or may be taken from anywhere, are not drawn: the page lists them.
 */
export function stateDiagram(type: CaseType): string {
  return [
    'stateDiagram-v2',
    ...[...type.states.values()].map(({ name, label }) => `  ${idOf(name)} : ${label.zh}`),
    ...[...arrowsOf(type)].map(([arrow, labels]) => `  ${arrow} : ${labels.join(' / ')}`),
    ...[...type.states.values()].filter(({ end }) => end === 'terminal').map(({ name }) => `  ${idOf(name)} --> [*]`),
  ].join('\n');
}

/** One arrow for each pair of states, however many actions lead along it. */
function arrowsOf({ actions }: CaseType): Map<string, string[]> {
  const arrows = new Map<string, string[]>();
  for (const action of actions.values()) {
    for (const from of originsOf(action)) {
      const arrow = `${from} --> ${idOf(action.to ?? '')}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), action.label.zh]);
    }
  }
  return arrows;
}

function originsOf({ from, to }: ActionDefinition): string[] {
  if (to === null || from === 'any-open') return [];
  return from.length === 0 ? ['[*]'] : from.map(idOf);
}

/** Mermaid takes a hyphen in a name for an arrow. */
function idOf(state: string): string {
  return state.replaceAll('-', '_');
}
