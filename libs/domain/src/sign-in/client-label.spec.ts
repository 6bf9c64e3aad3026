import { describe, expect, it } from '@jest/globals';
import { clientLabel } from './client-label.js';

describe('the label of a client', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome · Windows'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0', 'Edge · Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1', 'Safari · iOS'],
    ['Mozilla/5.0 (Linux; Android 15; SM-S9280) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50', 'WeChat · Android'],
    ['Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1', 'Chrome · HarmonyOS'],
    ['curl/8.5.0', 'curl'],
    ['node', 'other'],
    [undefined, 'other'],
  ])('of %s', (userAgent, label) => {
    expect(clientLabel(userAgent)).toBe(label);
  }); // prettier-ignore

  it('keeps no version and no model', () => {
    const [one, two] = ['Chrome/120.0 Android 13; Pixel 7', 'Chrome/142.1 Android 16; Pixel 10'].map(clientLabel);
    expect(one).toBe(two);
  });
});
