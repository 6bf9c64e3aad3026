import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ContentScanner } from '#engine';
import { ClamdStub, testVirus } from '../../../../test/support/attachments/clamd-stub.js';
import { Clamd } from './clamd.js';
import { ScanCommand } from './scan-command.js';

async function* flowing(bytes: Buffer, chunk = 64 * 1024): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk);
}
async function* breaking(): AsyncGenerator<Buffer> {
  yield Buffer.from('x');
  throw new Error('the content is gone');
}
const scan = (scanner: ContentScanner, text: string | Buffer) => scanner.scan(flowing(Buffer.from(text)));

describe('a ClamAV daemon', () => {
  let stub: ClamdStub;
  beforeAll(async () => {
    stub = await ClamdStub.start();
  });
  afterAll(() => stub.stop());

  it('gets the whole content in chunks, and says whether it is clean', async () => {
    const bytes = randomBytes(3_000_000);
    expect(await scan(new Clamd(stub.url), bytes)).toBe('clean');
    expect(stub.scanned.at(-1)!.equals(bytes)).toBe(true);
    expect(await scan(new Clamd(stub.url), `harmless ${testVirus}`)).toBe('infected');
    expect(await scan(new Clamd(stub.url), '')).toBe('clean');
  });

  it.each(['error', 'silent', 'hangs-up', 'limit'] as const)('that %s has not answered', async (manner) => {
    stub.manner = manner;
    expect(await scan(new Clamd(stub.url, 300), randomBytes(2_000_000))).toBe('no-answer');
    stub.manner = 'by-content';
  });

  it('that is not there has not answered, and neither has one whose content broke off', async () => {
    expect(await scan(new Clamd('tcp://127.0.0.1:1', 2_000), 'x')).toBe('no-answer');
    expect(await new Clamd(stub.url, 2_000).scan(breaking())).toBe('no-answer');
  });
});

describe('a scanner that is a program', () => {
  /** Blanks part arguments, so that the program holds none. */
  const running = (code: string, milliseconds?: number) =>
    new ScanCommand(`${process.execPath} -e ${code}`, milliseconds);

  it('reads the content from its standard input and says by its end what it found', async () => {
    const finds = running(
      "let/**/s='';process.stdin.on('data',(d)=>s+=d).on('end',()=>process.exit(s.includes('EICAR')?1:0))",
    );
    expect(await scan(finds, 'harmless')).toBe('clean');
    expect(await scan(finds, `x ${testVirus}`)).toBe('infected');
  });

  it('has not answered where it fails, hangs, does not exist or ends by a signal', async () => {
    expect(await scan(running('process.exit(2)'), randomBytes(500_000))).toBe('no-answer');
    expect(await scan(running('setInterval(()=>{},1000)', 500), randomBytes(500_000))).toBe('no-answer');
    expect(await scan(running("process.kill(process.pid,'SIGTERM');setInterval(()=>{},1000)"), 'x')).toBe('no-answer');
    expect(await scan(new ScanCommand('/no/such/scanner -'), 'x')).toBe('no-answer');
  });

  it('may say what it found before it has read everything', async () => {
    expect(await scan(running('process.exit(1)'), randomBytes(3_000_000))).toBe('infected');
  });
});
