import { describe, expect, it } from '@jest/globals';
import { formatOffset, offsetOf, parseOffset, spanOf } from './index.js';

describe('the offset of a step', () => {
  it.each([
    ['-2wd', { kind: 'before', span: spanOf('2wd') }],
    ['due', { kind: 'due' }],
    ['+12h', { kind: 'after', span: spanOf('12h') }],
    ['+30min', { kind: 'after', span: spanOf('30min') }],
    ['50%', { kind: 'share', percent: 50 }],
    ['+20wd#1', { kind: 'repetition', of: { kind: 'after', span: spanOf('20wd') }, number: 1 }],
    ['due#12', { kind: 'repetition', of: { kind: 'due' }, number: 12 }],
  ])('%s is read, and written the same', (text, offset) => {
    expect(parseOffset(text)).toEqual({ ok: true, offset });
    expect(formatOffset(offsetOf(text))).toBe(text);
  });

  it.each([
    ['2wd', 'not-an-offset'],
    ['+-2wd', 'not-an-offset'],
    ['--2wd', 'not-an-offset'],
    ['Due', 'not-an-offset'],
    ['+20wd#0', 'not-an-offset'],
    ['+20wd#1#2', 'not-an-offset'],
    ['0%', 'percent-out-of-range'],
    ['100%', 'percent-out-of-range'],
    ['120%', 'percent-out-of-range'],
    ['12.5%', 'not-an-offset'],
    ['-0wd', 'zero-span'],
    ['+1.5wd', 'fraction-of-days'],
    ['+5', 'not-an-offset'],
    [null, 'not-an-offset'],
  ])('%p is refused as %s', (text, code) => {
    expect(parseOffset(text)).toEqual({ ok: false, problem: { code, value: text } });
  });

  it('written in code and wrong is a bug', () => {
    expect(() => offsetOf('yesterday')).toThrow(RangeError);
  });
});
