import fc from 'fast-check';
import { personId, unitId } from './api/api.js';
import { village } from './api/seed-county.js';

const anyAction = fc.constantFrom(
  ...['accept', 'decline', 'told', 'dispatch', 'designate', 'receive', 'return', 'transfer', 'answer', 'overrule'],
  ...['note', 'report', 'approve-report', 'reject-report', 'callback', 'complete', 'confirm', 'clear', 'reopen'],
  ...[
    'urge',
    'issue-order',
    'drop-order',
    'decide',
    'acknowledge',
    'archive',
    'set-confidential',
    'name-accused',
    'open',
  ],
  ...['take-over', 'step', 'applied', 'village-moved', 'hand-over', '', '__proto__', 'constructor', 'toString'],
);

/** Values that some field asks for, beside those that none does. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(true, false, null, 0, -1, 1e308, '', 'A', 'roads', 'normal', 'solved', 'no', '修好了'),
  fc.constantFrom<unknown>(unitId('water'), unitId('roads'), personId('waterHead'), personId('waterHandler')),
  fc.constantFrom<unknown>('2026-11-23', '2026-02-30', village, '350123999999', 'a\0b', '\ud800', 'x'.repeat(5_000)),
  fc.array(fc.constantFrom(unitId('roads'), unitId('water'), 'nonsense'), { maxLength: 7 }),
  fc.array(
    fc.record({
      organisation: fc.constantFrom(unitId('roads'), unitId('water'), 'nonsense'),
      by: fc.constantFrom('2026-11-25T23:59:60+08:00', '9999-12-31T23:59:59Z', '2026-11-25\t09:00:00Z', 'nonsense'),
    }),
    { maxLength: 3 },
  ),
  fc.anything({ maxDepth: 2, withNullPrototype: false }).filter((value) => JSON.stringify(value) !== undefined),
);
const anyFields = fc.dictionary(
  fc.constantFrom(
    ...['lead', 'handler', 'coHandlers', 'requirement', 'ruling', 'reason', 'basis', 'head', 'result', 'coHandler'],
    ...['text', 'contacted', 'outcome', 'reached', 'solved', 'satisfaction', 'words', 'application', 'agree', 'tier'],
    ...['category', 'urgency', 'kind', 'how', 'on', 'channel', 'confidential', 'summary', 'accusedUnit'],
    ...['accusedPerson', 'importedAt', 'span', 'order', '__proto__', 'nonsense'],
  ),
  anyValue,
  { maxKeys: 6 },
);
/** Mostly nonsense; now and then something that can be done, so that nonsense meets the case after it. */
export const anyWish = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(anyAction, anyFields) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<[string, Record<string, unknown>]>(
      ['note', { text: '进展' }],
      ['note', { text: '已联系', contacted: true }],
      ['set-confidential', { confidential: true, summary: '摘要' }],
      ['name-accused', { accusedUnit: unitId('elsewhere') }],
    ),
  },
);
