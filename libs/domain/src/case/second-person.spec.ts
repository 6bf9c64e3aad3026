import { describe, expect, it } from '@jest/globals';
import { type Actor } from './decision.js';
import { isSecondPerson } from './second-person.js';

const person = (personId: string): Actor => ({ kind: 'person', personId, postings: [] });
const inTheNameOf = (absent: string, by: string): Actor => ({ ...person(absent), actedBy: person(by) });

describe('a second person', () => {
  it('is somebody else than who asked and in whose name', () => {
    expect(isSecondPerson(person('lin'), ['chen', 'you'])).toBe(true);
    expect(isSecondPerson(person('chen'), ['chen', 'you'])).toBe(false);
    expect(isSecondPerson(person('you'), ['chen', 'you'])).toBe(false);
  });

  it('is nobody in the name of either, and neither in the name of another', () => {
    expect(isSecondPerson(inTheNameOf('chen', 'lin'), ['chen', undefined])).toBe(false);
    expect(isSecondPerson(inTheNameOf('lin', 'chen'), ['chen', null])).toBe(false);
    expect(isSecondPerson(inTheNameOf('lin', 'wu'), ['chen'])).toBe(true);
  });
});
