import { describe, expect, it } from '@jest/globals';
import { type AttachmentKind } from '#domain';
import * as files from '../../../../test/support/attachments/files.js';
import { bytesIn } from './bytes.js';
import { judgeContent } from './judge-content.js';
import { lengthOf, reading } from './pieces.js';

const judge = (bytes: Uint8Array, name = '文件') => judgeContent(bytesIn(bytes), name);

/** What is kept of bytes; fails where nothing is. */
async function kept(bytes: Uint8Array, name?: string): Promise<{ kind: AttachmentKind; bytes: Buffer }> {
  const source = bytesIn(bytes);
  const judged = await judgeContent(source, name ?? '文件');
  if (!judged.ok) throw new Error(judged.refusal);
  const chunks: Uint8Array[] = [];
  for await (const chunk of reading(source, judged.pieces)) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  expect(whole.length).toBe(lengthOf(judged.pieces));
  return { kind: judged.kind, bytes: whole };
}

const refusal = async (bytes: Uint8Array, name?: string) => {
  const judged = await judge(bytes, name);
  return judged.ok ? `kept as ${judged.kind}` : judged.refusal;
};

const places = /GPS|\+26\.4876|Canon/;
const latin = (bytes: Buffer) => bytes.toString('latin1');

const everyKind: readonly (readonly [AttachmentKind, () => Buffer | Promise<Buffer>, string?])[] = [
  ['jpeg', () => files.jpeg()],
  ['png', () => files.png()],
  ['webp', () => files.webp()],
  ['heic', () => files.heic()],
  ['heic', () => files.heic({ brand: 'mif1' })],
  ['pdf', () => files.pdf()],
  ['docx', () => files.docx()],
  ['xlsx', () => files.xlsx({ 'xl/printerSettings/printerSettings1.bin': 'x' })],
  ['doc', () => files.compoundFile('1Table', 'WordDocument', '\x05SummaryInformation')],
  ['xls', () => files.compoundFile('Workbook')],
  ['mp3', () => files.mp3()],
  ['m4a', () => files.mp4(['soun'], 'M4A ')],
  ['m4a', () => files.mp4(['soun'])],
  ['amr', () => files.amr()],
  ['mp4', () => files.mp4()],
  ['txt', () => Buffer.from('\uFEFF村口的路灯不亮,已经三天了。\r\n\t请尽快修。')],
  ['csv', () => Buffer.from('户号,姓名\n1,演示\n'), '名单.CSV'],
];

describe('what a file is', () => {
  it.each(everyKind)('is read off its bytes: %s', async (kind, make, name = 'evil.html') => {
    expect((await kept(await make(), name)).kind).toBe(kind);
  });

  it('stays what it is when it comes again as it was kept', async () => {
    for (const [kind, make, name] of everyKind) {
      const once = await kept(await make(), name);
      const again = await kept(once.bytes, name);
      expect([kind, again.kind, again.bytes.equals(once.bytes)]).toEqual([kind, kind, true]);
    }
  });

  it('is told only of a whole file: cut off anywhere it is refused, or loses what hung behind it', async () => {
    for (const [kind, make] of everyKind.filter(([one]) => !['txt', 'csv', 'mp3', 'amr'].includes(one))) {
      const whole = await make();
      for (let length = 1; length < whole.length; length += 1 + Math.floor(whole.length / 300)) {
        const judged = await judge(whole.subarray(0, length));
        // the first bytes of a document are text
        if (!judged.ok || judged.kind === 'txt') continue;
        // of boxes each is whole by itself; what stands last tells about the picture and shows nothing of it
        const boxes = ['heic', 'mp4', 'm4a'].includes(kind) ? whole.length - whole.lastIndexOf('uuid') + 4 : 0;
        const lost = whole.length - length;
        expect([kind, lost <= (kind === 'pdf' ? 1 : boxes)]).toEqual([kind, true]);
      }
    }
  });
});

describe('where something was taken', () => {
  it.each(everyKind.filter(([kind]) => ['jpeg', 'png', 'webp', 'heic', 'mp3', 'm4a', 'mp4'].includes(kind)))(
    'is not in a %s that is kept, though it was in what came',
    async (_kind, make) => {
      const came = await make();
      expect(latin(came)).toMatch(places);
      expect(latin((await kept(came)).bytes)).not.toMatch(places);
    },
  );

  it('goes from a photo without a byte of its picture, its colours and which side is up', async () => {
    for (const orientation of [1, 6, 8]) {
      const { bytes } = await kept(files.jpeg({ orientation, scans: [files.scan, Buffer.alloc(200_000, 0x77)] }));
      expect(bytes.includes(Buffer.concat([Buffer.from([1, 1, 0, 0, 63, 0]), files.scan]))).toBe(true);
      expect(bytes.includes(Buffer.alloc(200_000, 0x77))).toBe(true);
      expect(latin(bytes)).toContain('ICC_PROFILE\0\x01\x01colours');
      // an EXIF block of one entry, the side that is up, and nothing behind it
      const block = Buffer.from(`4d4d002a0000000800010112000300000001000${orientation}000000000000`, 'hex');
      const told = Buffer.concat([Buffer.from('Exif\0\0'), block]);
      expect([orientation, bytes.includes(told), bytes.includes('Exif')]).toEqual([orientation, orientation !== 1, orientation !== 1]); // prettier-ignore
    }
  });

  it('goes from a picture of WebP, which announces it no more and tells its new length', async () => {
    const { bytes } = await kept(files.webp());
    expect([bytes.readUInt32LE(4), bytes[20]]).toEqual([bytes.length - 8, 0x20]);
    expect(latin(bytes)).toContain('ICCP\x07\0\0\0colours\0VP8L\x07');
  });

  it('goes from a picture of HEIC and a film without moving anything that stays', async () => {
    for (const [came, stays] of [
      [files.heic(), 'PIXELS OF THE PICTURE'],
      [files.heic({ method: 1 }), 'PIXELS OF THE PICTURE'],
      [files.mp4(), 'FRAMES OF THE FILM'],
    ] as const) {
      // prettier-ignore
      const { bytes } = await kept(came);
      expect([bytes.length, bytes.indexOf(stays)]).toEqual([came.length, came.indexOf(stays)]);
    }
  });

  it('keeps a film out that carries a track of data, which may be where it drove', async () => {
    expect(await refusal(files.mp4(['vide', 'soun', 'meta']))).toBe('with-tracks');
    expect(await refusal(files.mp4(['vide', 'sbtl']))).toBe('with-tracks');
  });

  it('keeps a picture of HEIC out whose description is not understood', async () => {
    expect(await refusal(files.heic({ method: 2 }))).toBe('damaged');
    expect(await refusal(files.heic({ method: 0 }))).toBe('damaged');
    const strange = files.heic();
    strange[strange.indexOf('iloc') + 4] = 9;
    expect(await refusal(strange)).toBe('damaged');
  });
});

describe('files that are two things at once', () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>');

  it('are one of them afterwards: nothing hangs behind a picture', async () => {
    const archive = await files.zip({ 'run.exe': 'MZ' });
    for (const behind of [page, archive]) {
      for (const came of [files.jpeg({ behind }), files.png({ behind }), files.webp({ behind })]) {
        const { bytes } = await kept(came);
        expect(bytes.includes(behind)).toBe(false);
        expect(bytes.length).toBeLessThan(came.length - behind.length);
      }
    }
  });

  it('are refused where their structure does not end with them', async () => {
    expect(await refusal(Buffer.concat([files.pdf(), await files.zip({ 'run.exe': 'MZ' })]))).toBe('damaged');
    expect(await refusal(Buffer.concat([files.pdf(), page]))).toBe('damaged');
    expect(await refusal(Buffer.concat([await files.docx(), page]))).toBe('damaged');
    expect(await refusal(Buffer.concat([files.amr(), page]))).toBe('damaged');
    expect(await refusal(Buffer.concat([files.mp4(), page]))).toBe('damaged');
    expect(await refusal(Buffer.concat([files.heic(), page]))).toBe('damaged');
  });

  it('are refused where a document of office stands behind something else', async () => {
    expect(await refusal(Buffer.concat([Buffer.from('PK but not yet'), await files.docx()]))).toMatch(
      /archive|damaged/,
    );
  });
});

describe('what is not allowed', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a page', Buffer.from('<!DOCTYPE html><html></html>'), 'markup'],
    ['a page behind blanks and a mark', Buffer.from('\uFEFF \n\t<div onclick="x()">'), 'markup'],
    ['a page behind much text', Buffer.from(`${'很长的话。'.repeat(20_000)}<SCRIPT src=//x>`), 'markup'],
    ['a page over the edge of a chunk', Buffer.from(`${'x'.repeat(64 * 1024 - 4)}<script>`), 'markup'],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'markup'],
    ['a drawing with a header', Buffer.from('<?xml version="1.0"?><svg/>'), 'markup'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'markup'],
    ['a script of a server', Buffer.from('hello <?php system($_GET[0]);'), 'markup'],
    ['rich text, which may hold objects', Buffer.from('{\\rtf1 hello}'), 'markup'],
    ['a program of Windows', Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(200)]), 'other'],
    ['a program of Linux', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]), 'other'],
    ['an archive (rar)', Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), Buffer.alloc(50)]), 'archive'],
    ['an archive (gzip)', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(50)]), 'archive'],
    ['an archive (7z)', Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(50)]), 'archive'],
    ['an installer', files.compoundFile('Property', 'File'), 'other'],
    ['an old document with macros', files.compoundFile('WordDocument', 'Macros', 'VBA'), 'with-macros'],
    ['an old table with macros', files.compoundFile('Workbook', '_VBA_PROJECT_CUR'), 'with-macros'],
    ['a document behind a password', files.compoundFile('EncryptedPackage', 'EncryptionInfo'), 'other'],
    ['a film of another kind', files.mp4(['vide'], 'qt  '), 'other'],
    ['text with a NUL', Buffer.from('说明\0.exe'), 'not-text'],
    ['text in GBK', Buffer.from([0xb4, 0xe5, 0xbf, 0xda, 0x0a]), 'not-text'],
    ['text with half a character', Buffer.from([...Buffer.from('村'), 0xe6, 0x9d]), 'not-text'],
    ['text that commands a terminal', Buffer.from('说明\x1b]0;x\x07'), 'not-text'],
    ['noise', Buffer.from([1, 2, 3, 250, 0, 7]), 'not-text'],
    ['a head of a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'damaged'],
    ['a label without a song', Buffer.from('ID3\x03\0\0\0\0\0\x05hello', 'latin1'), 'not-text'],
  ])('%s', async (_what, bytes, expected) => {
    expect(await refusal(bytes, '照片.jpg')).toBe(expected);
  });

  it('an archive, also one that calls itself a document', async () => {
    expect(await refusal(await files.zip({ 'a.txt': 'x' }), 'a.docx')).toBe('archive');
    expect(await refusal(await files.zip({ '[Content_Types].xml': '', 'run.exe': 'MZ' }), 'a.docx')).toBe('archive');
    expect(await refusal(Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'a.docx')).toBe('archive');
  });

  it('a document that runs something', async () => {
    expect(await refusal(await files.docx({ 'word/vbaProject.bin': 'x' }))).toBe('with-macros');
    expect(await refusal(await files.xlsx({ 'xl/macrosheets/sheet1.xml': 'x' }))).toBe('with-macros');
    expect(await refusal(await files.docx({ 'word/embeddings/oleObject1.bin': 'x' }))).toBe('with-macros');
    expect(await refusal(await files.docx({ 'word/media/image1.exe': 'x' }))).toBe('with-macros');
  });

  it('a directory that leads in circles, or out of the file', async () => {
    const circle = files.compoundFile('WordDocument');
    circle.writeUInt32LE(1, 512 + 4);
    expect(await refusal(circle)).toBe('damaged');
    const outside = files.compoundFile('WordDocument');
    outside.writeUInt32LE(99_999, 48);
    expect(await refusal(outside)).toBe('damaged');
  });
});
