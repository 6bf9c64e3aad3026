import { describe, expect, it } from '@jest/globals';
import { attachmentKinds } from './kinds.js';
import { safeName } from './safe-name.js';

const bytesOf = (name: string) => new TextEncoder().encode(name).length;

describe('the name of a file', () => {
  it.each([
    ['现场照片(村口).jpg', '现场照片(村口).jpg'],
    ['Photo of the well 井.JPG', 'Photo of the well 井.jpg'],
    ['𠮷田.jpeg', '𠮷田.jpeg'],
    ['2026.11.23 漏水.jpg', '2026.11.23 漏水.jpg'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeName(given, 'jpeg')).toBe(kept);
  });

  it.each([
    ['照片.exe', 'jpeg', '照片.jpg'],
    ['report.pdf.exe', 'pdf', 'report.pdf'],
    ['report.jpg', 'pdf', 'report.pdf'],
    ['page.html', 'png', 'page.png'],
    ['page.html.png', 'png', 'page.html.png'],
    ['没有后缀', 'docx', '没有后缀.docx'],
    ['漏水 v1.5', 'png', '漏水 v1.5.png'],
  ] as const)('%j of a %s ends as its bytes are: %j', (given, kind, kept) => {
    expect(safeName(given, kind)).toBe(kept);
  });

  it.each([
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\Users\\王五\\说明.txt', '说明.txt'],
    ['/说明.txt', '说明.txt'],
    ['..', '附件.txt'],
    ['', '附件.txt'],
    ['.htaccess', 'htaccess.txt'],
    ['   .txt', 'txt.txt'],
    ['说明.txt.', '说明.txt'],
    ['说明.txt   ', '说明.txt'],
    ['说\0明\r\nSet-Cookie: x\u0007.txt', '说明 Set-Cookie_ x.txt'],
    ['fdp\u202Etxt.exe', 'fdptxt.txt'],
    ['零\u200B宽\u2066隐\uFEFF藏.txt', '零宽隐藏.txt'],
    ['a<b>"c"|d?e*f:g.txt', 'a_b__c__d_e_f_g.txt'],
    ['半\uD800个.txt', '半个.txt'],
    ['CON.txt', '_CON.txt'],
    ['nul', '_nul.txt'],
    ['com1.tar.txt', '_com1.tar.txt'],
    ['LPT¹.txt', '_LPT¹.txt'],
    ['console.txt', 'console.txt'],
  ])('%j becomes %j', (given, kept) => {
    expect(safeName(given, 'txt')).toBe(kept);
  });

  it('of any length fits every file system, cut between characters, with its ending', () => {
    for (const long of ['很'.repeat(5_000), `${'𠮷'.repeat(300)}.pdf`, 'x'.repeat(100_000)]) {
      const kept = safeName(long, 'pdf');
      expect(kept.endsWith('.pdf')).toBe(true);
      expect(bytesOf(kept)).toBeLessThanOrEqual(180);
      expect(bytesOf(kept)).toBeGreaterThan(170);
      expect(kept).not.toMatch(/\p{Cs}/u);
    }
  });

  it('is the same when it is made safe again', () => {
    for (const kind of Object.keys(attachmentKinds) as (keyof typeof attachmentKinds)[]) {
      for (const given of ['CON', '..a. .b', 'x'.repeat(400), '说明\u202E.exe', 'a.b.c', `${'很'.repeat(59)} . x`]) {
        const once = safeName(given, kind);
        expect(safeName(once, kind)).toBe(once);
      }
    }
  });
});
