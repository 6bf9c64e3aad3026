import { crc32, deflateSync } from 'node:zlib';
import { ZipFile } from 'yazl';

/** What no file that is kept may still say: where it was taken, as recorders write it. */
export const place = '+26.4876+119.5432/';
const told = Buffer.from(`GPS ${place} Canon`, 'latin1');

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const segment = (marker: number, content: Buffer) => Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content]); // prettier-ignore

/** EXIF that tells which side is up, and a place. */
export function exif(orientation: number): Buffer {
  const directory = Buffer.concat([u16(1), u16(0x0112), u16(3), u32(1), u16(orientation), u16(0), u32(0)]);
  return Buffer.concat([Buffer.from('MM\0*'), u32(8), directory, told]);
}

/** The bytes of a scan, with a stuffed byte and a restart among them. */
export const scan = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0x78]);

/** A photo as a phone writes it; `behind` hangs behind its end. */
export function jpeg({ orientation = 1, behind = Buffer.alloc(0) as Buffer, scans = [scan] } = {}): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(orientation)])),
    segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), told])),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), Buffer.from('colours')])),
    segment(0xe2, Buffer.concat([Buffer.from('MPF\0'), told])),
    segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), told])),
    segment(0xfe, told),
    Buffer.from([0xff, 0xff]),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.alloc(20, 2)),
    ...scans.flatMap((one) => [segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), one]),
    Buffer.from([0xff, 0xd9]),
    behind,
  ]);
}

const pngChunk = (type: string, content: Buffer) => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  return Buffer.concat([u32(content.length), named, u32(crc32(named))]);
};

export function png({ behind = Buffer.alloc(0) as Buffer } = {}): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    pngChunk('eXIf', exif(1)),
    pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), told])),
    pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), told])),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 200, 100, 50]))),
    pngChunk('tIME', Buffer.from([7, 234, 11, 23, 9, 0, 0])),
    pngChunk('IEND', Buffer.alloc(0)),
    behind,
  ]);
}

const riffChunk = (type: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(type), length, content, Buffer.alloc(content.length % 2)]);
};

export function webp({ behind = Buffer.alloc(0) as Buffer } = {}): Buffer {
  const chunks = Buffer.concat([
    Buffer.from('WEBP'),
    riffChunk('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riffChunk('ICCP', Buffer.from('colours')),
    riffChunk('VP8L', Buffer.from([0x2f, 0, 0, 0, 0, 7, 7])),
    riffChunk('EXIF', exif(1)),
    riffChunk('XMP ', told),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(chunks.length);
  return Buffer.concat([Buffer.from('RIFF'), length, chunks, behind]);
}

export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};
const full = (version: number) => Buffer.from([version, 0, 0, 0]);

/** A picture of a phone: its grid of pixels, and beside it EXIF and XMP, one in the file and one in the description. */
export function heic({ method = 1, brand = 'heic' } = {}): Buffer {
  const entry = (id: number, type: string) => box('infe', full(2), u16(id), u16(0), Buffer.from(`${type}\0`, 'latin1'), type === 'mime' ? Buffer.from('application/rdf+xml\0') : Buffer.alloc(0)); // prettier-ignore
  const pixels = Buffer.from('PIXELS OF THE PICTURE');
  const parts = (at: number) =>
    box(
      'meta',
      full(0),
      box('hdlr', full(0), u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      box('iinf', full(0), u16(3), entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime')),
      box(
        'iloc',
        full(1),
        Buffer.from([0x44, 0x40]),
        u16(3),
        ...[u16(1), u16(0), u16(0), u32(at), u16(1), u32(0), u32(pixels.length)],
        ...[u16(2), u16(0), u16(0), u32(at), u16(1), u32(pixels.length), u32(told.length)],
        ...[u16(3), u16(method), u16(0), u32(0), u16(1), u32(0), u32(told.length)],
      ),
      box('idat', told),
    );
  const start = box('ftyp', Buffer.from(brand), u32(0), Buffer.from(`mif1${brand}`));
  const meta = parts(start.length + parts(0).length + 8);
  return Buffer.concat([start, meta, box('mdat', pixels, told, told), box('uuid', Buffer.alloc(16, 9), told)]);
}

const track = (handler: string) =>
  box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    box(
      'mdia',
      box('mdhd', Buffer.alloc(24)),
      box('hdlr', full(0), u32(0), Buffer.from(handler), Buffer.alloc(12), Buffer.from('Core Media\0')),
      box('minf', box('stbl', Buffer.from('tables'))),
    ),
    box('udta', told),
  );

/** A film or a voice of a phone, by its tracks. */
export function mp4(tracks: readonly string[] = ['vide', 'soun'], brand = 'isom'): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from(brand), u32(512), Buffer.from(brand)),
    box('mdat', Buffer.from('FRAMES OF THE FILM')),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      ...tracks.map(track),
      box('udta', box('\xa9xyz', u16(place.length), u16(0x15c7), Buffer.from(place))),
      box('meta', full(0), told),
    ),
    box('uuid', Buffer.alloc(16, 7), told),
  ]);
}

/** Frames of 128 kbit/s at 44.1 kHz. */
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413, 0x55)]);
export function mp3(): Buffer {
  const label = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0', 'latin1'), Buffer.from([told.length]), told]);
  const end = Buffer.concat([Buffer.from('TAG'), told, Buffer.alloc(125 - told.length)]);
  return Buffer.concat([label, frame, frame, frame, end]);
}

export function amr(): Buffer {
  const spoken = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31, 0x5a)]);
  return Buffer.concat([Buffer.from('#!AMR\n'), spoken, spoken, spoken]);
}

export const pdf = (inside = ''): Buffer => Buffer.from(`%PDF-1.7\n1 0 obj<<>>endobj\n${inside}\ntrailer<<>>\n%%EOF\n`);

/** A zip of these parts. */
export async function zip(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, text] of Object.entries(parts)) file.addBuffer(Buffer.from(text), name);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const types = { '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>' };
export const docx = (more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zip({ ...types, 'word/document.xml': '<document/>', ...more });
export const xlsx = (more: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zip({ ...types, 'xl/workbook.xml': '<workbook/>', ...more });

/** An old office file with these names in its directory, which lies behind one sector of its table. */
export function compoundFile(...names: readonly string[]): Buffer {
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0xfffffffe, 68);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(512, 0xff);
  const directory = Buffer.alloc(128 * Math.max(4, Math.ceil((names.length + 1) / 4) * 4));
  ['Root Entry', ...names].forEach((name, i) => {
    directory.write(name, 128 * i, 'utf16le');
    directory.writeUInt16LE(2 * name.length + 2, 128 * i + 64);
  });
  const sectors = directory.length / 512;
  table.writeUInt32LE(0xfffffffd, 0);
  for (let i = 0; i < sectors; i++) table.writeUInt32LE(i === sectors - 1 ? 0xfffffffe : 2 + i, 4 * (1 + i));
  return Buffer.concat([header, table, directory]);
}
