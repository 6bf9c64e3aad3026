import { type CaseFacts, townshipOf } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Chance } from '../chance.js';
import { type PhrasesFile } from '../files.js';
import { type Cast } from '../people/cast.js';
import { type CourseStep } from './course.js';
import { type Story } from './story.js';

/** What a form is filled in from. */
export interface FormSetting {
  readonly story: Story;
  readonly step: CourseStep;
  /** The case before the action; null before it is opened. */
  readonly facts: CaseFacts | null;
  readonly today: Temporal.PlainDate;
  readonly cast: Cast;
  readonly phrases: PhrasesFile['phrases'];
  readonly chance: Chance;
}

type Fields = Readonly<Record<string, unknown>>;

/** The action's form, filled in as somebody of the story would; what the step itself says goes before. */
export function fillForm(setting: FormSetting): Fields {
  const { do: action, on: _on, after: _after, ago: _ago, by: _by, of: _of, lead: _lead, ...said } = setting.step;
  const { coHandlers: _helpers, ...given } = said;
  return { ...(forms[action]?.(setting) ?? {}), ...given };
}

const forms: Readonly<Record<string, (setting: FormSetting) => Fields>> = {
  open: ({ story: { problem, villageCode, urgency, requester } }) => ({
    title: problem.title,
    text: problem.text,
    villageCode,
    category: problem.category,
    urgency,
    kind: problem.kind ?? 'help',
    ...(requester && { requester }),
  }),
  accept: ({ story }) => ({ category: story.problem.category, urgency: story.urgency, tier: story.tier }),
  dispatch: (setting) => ({
    ...leadOf(setting),
    ...(setting.step.coHandlers ? { coHandlers: [setting.cast.organisation(setting.story.others[1]).id] } : {}),
    requirement: words(setting, 'dispatch.requirement'),
  }),
  designate: (setting) => ({ ...leadOf(setting), ruling: words(setting, 'designate.ruling') }),
  return: (setting) => ({
    reason: words(setting, 'return.reason'),
    basis: words(setting, 'return.basis'),
    head: headOf(setting),
  }),
  note: (setting) => ({ text: setting.step.of ? setting.story.problem.note : words(setting, 'note.text') }),
  answer: (setting) => ({ result: words(setting, 'answer.result') }),
  report: (setting) => ({
    outcome: setting.chance.happens(0.85) ? 'solved' : 'partly',
    text: setting.story.problem.result,
    head: headOf(setting),
  }),
  'reject-report': (setting) => ({ reason: words(setting, 'reject-report.reason') }),
  callback: (setting) => called(setting),
  reopen: (setting) => ({ reason: words(setting, 'reopen.reason') }),
  urge: (setting) => ({ words: words(setting, 'urge.words') }),
  decline: (setting) => ({
    ...setting.chance.pick([
      { reason: 'statutory-channel', channel: 'court' },
      { reason: 'repeated', channel: 'none' },
      { reason: 'not-public-duty', channel: 'arbitration' },
    ]),
    explanation: words(setting, 'decline.explanation'),
  }),
  decide: (setting) => ({
    application: setting.facts!.applications[0]!.id,
    ...(setting.step.agree === false && { reason: words(setting, 'decide.refusal') }),
  }),
  told: ({ today, chance }) => ({ how: chance.pick(['phone', 'visit']), on: today.toString() }),
  'issue-order': (setting) => ({ requirement: words(setting, 'issue-order.requirement') }),
  'drop-order': (setting) => ({ reason: words(setting, 'drop-order.reason') }),
};

function leadOf({ story, step, cast }: FormSetting): Fields {
  const written = typeof step.lead === 'string' ? step.lead : story.problem.lead;
  const key =
    { township: townshipOf(story.villageCode), another: story.others[0], 'a-third': story.others[1] }[written] ??
    written;
  const { id } = cast.organisation(key);
  return { lead: id, handler: cast.holder(id, 'handler').id };
}

function headOf({ facts, cast }: FormSetting): string {
  return cast.holder(facts!.leadOrganisationId!, 'head').id;
}

/** A callback that reached nobody asks nothing further. */
function called(setting: FormSetting): Fields {
  if (setting.step.reached === false) return {};
  const content = setting.step.satisfaction === 'no' ? 'callback.complaint' : 'callback.words';
  return {
    reached: true,
    contacted: true,
    solved: true,
    satisfaction: setting.chance.pick(['very', 'yes', 'yes', 'mostly']),
    words: words(setting, content),
  };
}

function words({ phrases, chance }: FormSetting, name: string): string {
  return chance.pick(phrases[name] ?? []);
}
