import { describe, expect, it } from '@jest/globals';
import { looksLikeNameAndPhone, looksLikePhone, readRequester } from './requester.js';

const read = (name: string | number | null, phone: string | number | null = null) => {
  const reading = readRequester(name, phone);
  return reading.ok ? { ...reading.requester, masked: reading.masked } : reading.problem;
};

describe('who asked', () => {
  it.each([
    '游女士 19900008725', '游女士19900008725', '游女士（19900008725）', '游女士，电话：199-0000-8725', '19900008725 游女士',
    '姓名：游女士 联系电话：+86 19900008725', '游女士\n199 0000 8725', '游女士/19900008725', '游女士　１９９００００８７２５',
  ])('%p is a name and a phone in one cell', (cell) => {
    expect(read(cell)).toEqual({ name: '游女士', phone: '19900008725', masked: false });
    expect(looksLikeNameAndPhone(cell)).toBe(true);
    expect(looksLikePhone(cell)).toBe(false);
  }); // prettier-ignore

  it('takes them from two cells, the phone as text or number', () => {
    expect(read('游女士', 19900008725)).toEqual({ name: '游女士', phone: '19900008725', masked: false });
    expect(read('游女士', '0591-26800000')).toEqual({ name: '游女士', phone: '0591-26800000', masked: false });
    expect(read('游女士', '26800000')).toEqual({ name: '游女士', phone: '26800000', masked: false });
  });

  it('takes the first of two phones', () => {
    expect(read('游女士', '19900008725、19900008726')).toMatchObject({ name: '游女士', phone: '19900008725' });
  });

  it.each(['无', '不详', '匿名', '', '/'])('%p is nobody in particular', (cell) => {
    expect(read(cell, '/')).toEqual({ name: null, phone: null, masked: false });
  });

  it('does not keep a masked phone and says so', () => {
    expect(read('游**', '199****8725')).toEqual({ name: '游**', phone: null, masked: true });
  });

  it.each(['1990000872', '199000087255', '1.99E+10', '12900008725'])('refuses %s as a phone', (phone) => {
    expect(read('游女士', phone)).toMatchObject({ code: 'phone-malformed' });
  });
});
