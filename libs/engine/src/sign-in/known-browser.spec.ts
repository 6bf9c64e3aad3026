import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KnownBrowsers } from './known-browser.js';

const under = (key: string) => ({ blindIndex: (value: string) => createHmac('sha256', key).update(value).digest() });
let made = 0;
const secrets = { nonce: () => `nonce-${++made}` };
const browsers = new KnownBrowsers(under('our key'), secrets);

describe('the mark of a known browser', () => {
  const mark = browsers.mark('account-1');

  it('is recognised for the account that signed in there, and for no other', () => {
    expect(browsers.recognise('account-1', mark)).toBe(mark);
    expect(browsers.recognise('account-2', mark)).toBeNull();
  });

  it('is another one for each browser, so that their attempts are counted apart', () => {
    expect(browsers.mark('account-1')).not.toBe(mark);
  });

  it('can be made by nobody else', () => {
    const forged = new KnownBrowsers(under('another key'), secrets).mark('account-1');
    for (const tried of [
      forged,
      mark.replace('nonce', 'n0nce'),
      `${mark}0`,
      `${mark}.x`,
      mark.split('.')[0],
      '',
      '.',
      undefined,
    ])
      expect(browsers.recognise('account-1', tried)).toBeNull();
  });
});
