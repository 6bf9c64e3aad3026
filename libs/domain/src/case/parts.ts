import { type ActionDefinition } from './case-type.js';
import { type DecisionContext, type Refusal } from './decision.js';
import { type CaseEvent, type EventData } from './event.js';
import { type CaseFacts, type CasePart } from './facts.js';

/** The ids of the parts that an action adds, for its event: one, or one for each entry of the form's list. */
export function newParts({ part }: ActionDefinition, fields: EventData, newId: () => string): EventData {
  if (part?.from !== null) return {};
  return part.each === null ? { part: newId() } : { parts: entriesOf(fields[part.each]).map(() => newId()) };
}

/** The case with the parts as they are after an action's event. */
export function withParts(facts: CaseFacts, { part: move }: ActionDefinition, { data }: CaseEvent): CaseFacts {
  if (!move) return facts;
  if (move.from !== null) {
    const moved = (part: CasePart) => ({ ...part, state: move.to, data: { ...part.data, ...ownData(data) } });
    return { ...facts, parts: facts.parts.map((part) => (part.id === data.part ? moved(part) : part)) };
  }
  const added = (id: unknown, own: EventData): CasePart => ({
    id: String(id),
    kind: move.kind,
    state: move.to,
    data: own,
  });
  if (move.each === null) return { ...facts, parts: [...facts.parts, added(data.part, ownData(data))] };
  const units = entriesOf(data[move.each]);
  const ids = entriesOf(data.parts);
  return { ...facts, parts: [...facts.parts, ...ids.map((id, i) => added(id, { organisation: units[i] }))] };
}

/** Why this part cannot be moved so; null where it can, or where the action moves none. */
export function whyPartStays(
  { part: move, name }: ActionDefinition,
  fields: EventData,
  { parts, applications }: CaseFacts,
  { type }: Pick<DecisionContext, 'type'>,
): Refusal | null {
  if (!move?.from) return null;
  const part = parts.find(({ id, kind }) => id === fields.part && kind === move.kind);
  if (!part) return { code: 'no-such-part' };
  if (applications.some((one) => one.action === name && one.fields.part === part.id))
    return { code: 'application-pending' };
  if (move.from.includes(part.state)) return null;
  const state = type.parts.get(part.kind)?.states.get(part.state);
  return { code: 'part-is-elsewhere', data: { zh: state?.zh ?? part.state, en: state?.en ?? part.state } };
}

function ownData({
  part: _id,
  application: _a,
  onBehalfOf: _o,
  decidedBy: _b,
  decidedFor: _f,
  agreedBecause: _w,
  ...own
}: EventData) {
  return own;
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
