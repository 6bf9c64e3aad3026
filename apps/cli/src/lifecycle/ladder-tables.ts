import { type CaseType, type Ladder, type Policy, type Step } from '#domain';
import { effectsInWords, labelsOf, spanInWords, stepInWords, table } from './words.js';

/** The ladder of each clock, urgencies that climb the same one together; clocks without their own share a section. */
export function ladderTables(type: CaseType, policy: Policy): string {
  const shared = new Map<string, { clocks: string[]; section: string }>();
  for (const { name, label } of type.clocks.values()) {
    const section = ladderSection(type, policy, name);
    const known = shared.get(section);
    if (known) known.clocks.push(label.zh);
    else shared.set(section, { clocks: [label.zh], section });
  }
  return [...shared.values()].map(({ clocks, section }) => `### ${clocks.join('、')}\n\n${section}`).join('\n\n');
}

function ladderSection(type: CaseType, policy: Policy, clock: string): string {
  const urgenciesByLadder = new Map<Ladder, string[]>();
  for (const [urgency, zh] of labelsOf(type, 'urgency')) {
    const ladder = policy.ladderOf(clock, new Set([urgency]));
    if (ladder) urgenciesByLadder.set(ladder, [...(urgenciesByLadder.get(ladder) ?? []), zh]);
  }
  return table(
    ['紧急程度', '什么时候', '告诉谁', '另外'],
    [...urgenciesByLadder].flatMap(([ladder, urgencies]) =>
      rowsOf(ladder, urgencies.join('、'), systemAct(type, clock)),
    ),
  );
}

function rowsOf({ steps, repeat }: Ladder, urgencies: string, atDue: string): string[][] {
  const rows = steps.map((step) => [
    stepInWords(step) + (step.forUnits ? '(按日计算的时限)' : ''),
    partiesIn([...step.tell, ...step.inform]),
    [effectsInWords(step), isDue(step) && atDue].filter(Boolean).join(';'),
  ]);
  const again = repeat ? [[`此后每 ${spanInWords(repeat.every)}`, partiesIn(repeat.tell), '']] : [];
  return [...rows, ...again].map((cells, i) => [i === 0 ? urgencies : ' ', ...cells]);
}

function partiesIn(parties: readonly string[]): string {
  return parties.map((party) => `\`${party}\``).join(' ');
}

/** What the system does itself when such a clock comes due. */
function systemAct({ clocks, actions }: CaseType, clock: string): string {
  const action = actions.get(clocks.get(clock)?.atDue ?? '');
  return action ? `系统自动${action.label.zh}` : '';
}

function isDue({ at }: Step): boolean {
  return at.kind === 'due';
}
