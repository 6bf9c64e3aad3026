import { describe, expect, it } from '@jest/globals';
import { formBurden } from './form-burden.js';

const shared = {
  title: { type: 'string', maxLength: 60 },
  village: { type: 'string', 'x-from': 'villages' },
  requester: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string', maxLength: 30 }, phone: { type: 'string', maxLength: 20 } },
  },
};
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

describe('the burden of a form', () => {
  it('is nothing where nothing is asked', () => {
    expect(formBurden({ type: 'object' }, {})).toEqual({ fields: 0, required: 0, minutes: 0 });
  });

  it.each([
    ['a tick', { type: 'boolean' }, 0.1],
    ['a choice at a glance', { enum: ['yes', 'no'] }, 0.1],
    ['a choice from many', { enum: [...'123456789'] }, 0.2],
    ['a choice from a register', ref('village'), 0.2],
    ['a date', { type: 'string', format: 'date' }, 0.1],
    ['a number', { type: 'integer' }, 0.1],
    ['a line', ref('title'), 0.3],
    ['words', { type: 'string', maxLength: 4000 }, 1.3],
    ['a list, counted as one entry', { type: 'array', items: ref('village') }, 0.2],
  ])('is estimated by what each input is: %s', (_what, input, minutes) => {
    expect(formBurden({ required: ['one'], properties: { one: input } }, shared)).toEqual({
      fields: 1,
      required: 1,
      minutes,
    });
  });

  it('counts the inputs of a group, and an optional one as half', () => {
    const whole = formBurden({ required: ['requester'], properties: { requester: ref('requester') } }, shared);
    expect(whole).toEqual({ fields: 2, required: 1, minutes: 0.5 });
    // what stands in an optional group cannot be required
    const optional = formBurden({ properties: { requester: ref('requester') } }, shared);
    expect(optional).toEqual({ fields: 2, required: 0, minutes: 0.3 });
  });
});
