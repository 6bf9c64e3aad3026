import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { edited } from '../../../../test/support/definitions/broken.js';
import { type CaseEvent, theSystem } from './event.js';
import { fold } from './fold.js';

const { type } = edited({
  of: 'permit',
  from: '    by: [taking-part]\n',
  to: '    by: [taking-part]\n    second-person: true\n',
});
const event = (kind: string, from: string | null, to: string, data: CaseEvent['data'] = {}): CaseEvent => ({
  ...{ kind, from, to, data, actor: theSystem },
  at: Temporal.Instant.from('2026-11-23T01:00:00Z'),
});

describe('an application for an action that is open anywhere', () => {
  const applied = [
    event('open', null, 'asked', { villageCode: '350123102201', urgency: 'normal' }),
    event('accept', 'asked', 'working'),
    event('applied', 'working', 'working', { application: 'a-1', action: 'note' }),
  ];
  const pending = (...more: CaseEvent[]) => fold(type, [...applied, ...more])?.applications.map(({ id }) => id);

  it('goes along from state to state', () => {
    expect(pending(event('submit', 'working', 'checking'), event('grant', 'checking', 'granted'))).toEqual(['a-1']);
  });

  it('ends with the case, in which nobody could decide it any more', () => {
    const end = [event('submit', 'working', 'checking'), event('grant', 'checking', 'granted')];
    expect(pending(...end, event('file', 'granted', 'filed'))).toEqual([]);
  });
});
