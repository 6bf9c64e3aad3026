import { describe, expect, it } from '@jest/globals';
import { maskIdNumber, maskName, maskPhone } from './mask.js';

describe('personal data as it is shown by default', () => {
  it('shows a family name only, whatever the length of the given name', () => {
    expect([maskName('王'), maskName('王安'), maskName('欧阳建国'), maskName('')]).toEqual([
      '王**',
      '王**',
      '欧**',
      '',
    ]);
  });

  it('keeps three and four digits of a mobile number, the last four of a landline', () => {
    expect(maskPhone('13800005678')).toBe('138****5678');
    expect(maskPhone('0591-26831234')).toBe('****1234');
    expect(maskPhone('110')).toBe('****');
  });

  it('keeps the region and the last four of an identity number', () => {
    expect(maskIdNumber('350123199001011234')).toBe('350123********1234');
    expect(maskIdNumber('12345')).toBe('********');
  });
});
