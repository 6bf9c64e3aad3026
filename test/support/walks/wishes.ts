import { type ActionDefinition, type CaseType } from '#domain';
import fc from 'fast-check';
import { fillForm } from '../tables/fill-form.js';
import { people, type PersonName, units, village } from '../world/small-county.js';
import { type StoryCase, type World } from '../world/world.js';

export const names = Object.keys(people) as PersonName[];
const unit = fc.constantFrom(units.water, units.roads, units.township);

/** What is filled into whatever form somebody fills in next. */
export const words = fc.record({
  urgency: fc.constantFrom('emergency', 'urgent', 'normal', 'complex'),
  kind: fc.constantFrom('help', 'question', 'complaint'),
  tier: fc.constantFrom('A', 'B', 'C'),
  lead: unit,
  unit,
  units: fc.subarray([units.water, units.roads]),
  head: fc.constantFrom('waterHead', 'roadsHead'),
  outcome: fc.constantFrom('solved', 'explained', 'not-yet-possible'),
  // mostly yes: what is refused leads nowhere
  yes: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  satisfaction: fc.constantFrom('yes', 'no'),
  span: fc.constantFrom('5wd', '24h', '10wd'),
  daysAhead: fc.integer({ min: 0, max: 40 }),
  which: fc.nat({ max: 5 }),
});
export type Words = typeof words extends fc.Arbitrary<infer T> ? T : never;

/** Time that passes, in minutes, or something that somebody does: the first action from `from` on that anybody may take. */
export const step = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(10, 60, 300, 1_440, 5_760, 17_280).map((minutes) => ({ minutes })) },
  {
    weight: 5,
    arbitrary: fc.record({
      // half of them lead on
      from: fc.oneof(fc.constant(0), fc.nat({ max: 99 })),
      who: fc.nat({ max: names.length - 1 }),
      of: fc.nat({ max: 9 }),
      words,
    }),
  },
);
export type Deed = Exclude<typeof step extends fc.Arbitrary<infer T> ? T : never, { minutes: number }>;

/** What leads a case on, before all that leads it back or aside. */
const onwards = [
  ...['decide', 'accept', 'dispatch', 'designate', 'receive', 'answer', 'approve', 'sign', 'begin', 'reach-milestone'],
  ...['report', 'approve-report', 'defer', 'callback', 'complete', 'confirm', 'clear', 'issue-order'],
];

/** All actions of a type in the order in which they are tried. */
export function actionsOf({ actions }: CaseType): readonly ActionDefinition[] {
  const rank = ({ name }: ActionDefinition) => (onwards.includes(name) ? onwards.indexOf(name) : onwards.length);
  return [...actions.values()].filter(({ from }) => from.length > 0).sort((a, b) => rank(a) - rank(b));
}

/** An action's form, filled in from the words for this case. */
export function filled(story: StoryCase | null, world: World, type: CaseType, action: ActionDefinition, own: Words) {
  const { applications = [], parts = [] } = story?.record.facts ?? {};
  const pick = <T>(all: readonly T[]): T | undefined => all[own.which % Math.max(1, all.length)];
  const moved = parts.filter(({ kind, state }) => kind === action.part?.kind && action.part.from?.includes(state));
  const others = [...world.store.records.values()].filter(({ id }) => id !== story?.id);
  const projects = others.filter(({ typeCode }) => typeCode === 'key-project');
  const today = world.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  const ahead = today.add({ days: own.daysAhead }).toString();
  const project = own.yes ? pick(projects)?.id : undefined;
  return fillForm(type, action, {
    ...{ villageCode: village, category: 'roads', urgency: own.urgency, kind: own.kind, tier: own.tier },
    ...{ lead: own.lead, head: own.head, coHandler: own.unit, organisation: own.unit, leader: 'leader' },
    ...{ 'dispatch.coHandlers': own.units.filter((one) => one !== own.lead), coSigners: [own.unit] },
    ...{ 'approve.coSigners': own.units, 'report.head': own.head, outcome: own.outcome, agree: own.yes },
    ...{ 'decide.reason': '说明', application: pick(applications)?.id ?? 'none', 'note.contacted': own.yes },
    ...{ reached: own.yes, ...(own.yes && reachedBy(own)) },
    ...{ on: today.toString(), plannedOn: ahead, reviewOn: ahead, recheckOn: ahead, reachedOn: today.toString() },
    ...{ span: own.span, estimated: 1_000, committed: 900, paid: 500, survivor: pick(others)?.id ?? 'none' },
    ...{ parts: [{ title: '另一段', text: '另一段也漏', urgency: own.urgency }] },
    ...{ part: pick(moved)?.id ?? 'none', need: pick(parts.filter(({ kind }) => kind === 'need'))?.id ?? 'none' },
    ...(project
      ? { 'convert.project': project }
      : { 'convert.title': '水渠改造', 'convert.leader': 'leader', 'convert.lead': own.lead }),
    ...{ 'reopen.lead': own.lead, 'set-confidential.summary': '水渠问题', 'name-accused.accusedUnit': own.unit },
  });
}

function reachedBy({ satisfaction }: Words) {
  return { 'callback.contacted': true, 'callback.solved': true, 'callback.satisfaction': satisfaction };
}
