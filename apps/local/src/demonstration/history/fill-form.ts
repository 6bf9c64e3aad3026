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
  open: opened,
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
  'complete-on-the-spot': (setting) => {
    const { title, text, villageCode, category } = opened(setting);
    return { title, text, villageCode, category, done: words(setting, 'complete-on-the-spot.done') };
  },
  'request-extension': (setting) => ({ reason: words(setting, 'request-extension.reason') }),
  'request-suspension': (setting) => ({
    reviewOn: setting.today.add({ weeks: 3 }).toString(),
    reason: words(setting, 'request-suspension.reason'),
  }),
  defer: (setting) => ({
    recheckOn: setting.today.add({ weeks: 8 }).toString(),
    reason: words(setting, 'defer.reason'),
  }),
  propose: (setting) => ({ reason: words(setting, 'propose.reason') }),
  convert: (setting) => ({
    title: setting.story.problem.title,
    text: words(setting, 'convert.text'),
    leader: setting.facts!.leaderId,
    lead: setting.facts!.leadOrganisationId,
  }),
  'set-urgency': (setting) => ({ reason: words(setting, 'set-urgency.reason') }),
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

function opened({ story: { problem, villageCode, urgency, requester } }: FormSetting) {
  return {
    title: problem.title,
    text: problem.text,
    villageCode,
    category: problem.category,
    urgency,
    kind: problem.kind ?? 'help',
    ...(requester && { requester }),
  };
}

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
