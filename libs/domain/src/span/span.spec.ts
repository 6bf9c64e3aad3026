import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extendSpan, formatSpan, halfSpan, parseSpan, shortestLength, spanOf } from './index.js';

describe('a span', () => {
  it.each([
    ['5wd', { unit: 'wd', amount: 5 }],
    ['-3wh', { unit: 'wh', amount: -3 }],
    ['10nd', { unit: 'nd', amount: 10 }],
    ['6.5wh', { unit: 'wh', amount: 6.5 }],
    ['-0.5wh', { unit: 'wh', amount: -0.5 }],
    ['24h', { unit: 'h', amount: 24 }],
    ['1.5h', { unit: 'h', amount: 1.5 }],
    ['15min', { unit: 'min', amount: 15 }],
    ['5.0wd', { unit: 'wd', amount: 5 }],
  ])('reads %s', (text, span) => {
    expect(parseSpan(text)).toEqual({ ok: true, span });
  });

  it.each([
    ['0wd', 'zero-span'],
    ['-0nd', 'zero-span'],
    ['0.0h', 'zero-span'],
    ['0.000001min', 'zero-span'], // less than a millisecond
    ['1.5wd', 'fraction-of-days'],
    ['0.5nd', 'fraction-of-days'],
    ['5', 'not-a-span'],
    ['wd', 'not-a-span'],
    ['5 wd', 'not-a-span'],
    ['5d', 'not-a-span'],
    ['5WD', 'not-a-span'],
    ['1e3h', 'not-a-span'],
    ['5wd3h', 'not-a-span'],
    ['.5h', 'not-a-span'],
    ['99999999h', 'not-a-span'],
    ['', 'not-a-span'],
    [5, 'not-a-span'],
    [undefined, 'not-a-span'],
  ])('refuses %p as %s', (text, code) => {
    expect(parseSpan(text)).toEqual({ ok: false, problem: { code, value: text } });
  });

  it('is written so that it reads the same', () => {
    const amount = fc.integer({ min: 1, max: 9_999_999 });
    const text = fc.oneof(
      fc.tuple(amount, fc.constantFrom('wd', 'nd')).map(([n, unit]) => `${n}${unit}`),
      fc
        .tuple(amount, fc.integer({ min: 0, max: 999 }), fc.constantFrom('wh', 'h', 'min'))
        .map(([n, thousandths, unit]) => `-${n}.${String(thousandths).padStart(3, '0')}${unit}`),
    );
    fc.assert(
      fc.property(text, (written) => {
        const span = spanOf(written);
        expect(spanOf(formatSpan(span))).toEqual(span);
      }),
    );
    expect(['5wd', '6.5wh', '-0.5wh', '100nd', '0.001h'].map((one) => formatSpan(spanOf(one)))).toEqual([
      '5wd',
      '6.5wh',
      '-0.5wh',
      '100nd',
      '0.001h',
    ]);
  });

  it('written in code and wrong is a bug', () => {
    expect(() => spanOf('5 days')).toThrow(RangeError);
  });

  it('is extended in its own unit', () => {
    expect(extendSpan(spanOf('10wd'), spanOf('5wd'))).toEqual({ ok: true, span: spanOf('15wd') });
    expect(extendSpan(spanOf('0.1h'), spanOf('0.2h'))).toEqual({ ok: true, span: spanOf('0.3h') });
  });

  it.each([
    ['10wd', '5nd', { code: 'another-unit', unit: 'wd', by: 'nd' }],
    ['72h', '60min', { code: 'another-unit', unit: 'h', by: 'min' }],
    ['10wd', '-5wd', { code: 'not-longer' }],
  ])('of %s refuses an extension by %s', (span, by, problem) => {
    expect(extendSpan(spanOf(span), spanOf(by))).toEqual({ ok: false, problem });
  });

  it.each([
    ['5wd', '3wd'],
    ['10wd', '5wd'],
    ['30wd', '15wd'],
    ['1wd', '1wd'],
    ['15nd', '8nd'],
    ['72h', '36h'],
    ['24h', '12h'],
    ['15min', '7.5min'],
    ['6.5wh', '3.25wh'],
  ])('of %s is halved for a new round to %s', (span, half) => {
    expect(halfSpan(spanOf(span))).toEqual(spanOf(half));
  });

  it.each([
    ['1wd', 0],
    ['5wd', 96],
    ['5nd', 96],
    ['-5wd', 96],
    ['48h', 48],
    ['90min', 1.5],
    ['8wh', 8],
  ])('of %s takes at least %d hours', (span, hours) => {
    expect(shortestLength(spanOf(span))).toBe(hours * 3_600_000);
  });
});
