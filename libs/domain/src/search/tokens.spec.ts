import { describe, expect, it } from '@jest/globals';
import { searchTokens } from './tokens.js';

describe('the words under which a text is found', () => {
  it('finds two-character words inside a sentence', () => {
    expect(searchTokens('自来水管爆裂')).toEqual(expect.arrayContaining(['来水', '水管', '爆裂']));
  });

  it('finds a word of four characters by its pairs', () => {
    const text = new Set(searchTokens('村里的长者食堂停火三天'));
    expect(searchTokens('长者食堂').every((token) => text.has(token))).toBe(true);
  });

  it('keeps Latin words and numbers whole, also between characters', () => {
    expect(searchTokens('3号楼WiFi断网12天')).toEqual(['3', '号楼', 'wifi', '断网', '12', '天']);
  });

  it('has no words for the telephone and identity numbers of a person, however they are typed', () => {
    const text = '请打13800371234、138 0037 1234、一三八〇〇三七一二三四或0591-26831234找陈某,证350123199001011234,3栋';
    expect(searchTokens(text)).toEqual(['请打', '或', '找陈', '陈某', '证', '3', '栋']);
  });

  it('reads full-width letters as what they mean, and has nothing for signs', () => {
    expect(searchTokens('ＡＢＣ')).toEqual(['abc']);
    expect(searchTokens('!?, ')).toEqual([]);
  });
});
