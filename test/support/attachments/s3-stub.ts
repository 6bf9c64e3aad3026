import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export const s3Keys = { region: 'cn-east-1', accessKey: 'AKTEST', secretKey: 'secret of the test' };
const bucket = 'attachments';

/**
 * A store that speaks S3 and is strict: every request is signed anew (AWS Signature Version 4) and compared, a body needs its
 * length, and nothing outside the one bucket is answered.
 */
export class S3Stub {
  readonly objects = new Map<string, { bytes: Buffer; at: Date }>();
  readonly refused: string[] = [];
  /** Answers nothing but 503. */
  isAway = false;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3Stub> {
    const server = createServer();
    const stub = new S3Stub(server);
    server.on('request', (request, response) => void stub.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${bucket}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://stub');
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const wrong = this.isAway ? '503 SlowDown' : wrongIn(request, url, body);
    if (wrong) {
      this.refused.push(wrong);
      response.writeHead(Number(wrong.slice(0, 3)), { 'content-type': 'application/xml' });
      return void response.end(`<?xml version="1.0"?><Error><Code>${wrong.slice(4)}</Code></Error>`);
    }
    const key = decodeURIComponent(url.pathname.slice(bucket.length + 2));
    if (request.method === 'PUT') {
      this.objects.set(key, { bytes: body, at: new Date() });
      return void response.writeHead(200, { etag: '"x"' }).end();
    }
    if (request.method === 'DELETE') {
      this.objects.delete(key);
      return void response.writeHead(204).end();
    }
    if (key === '') return void response.writeHead(200, { 'content-type': 'application/xml' }).end(this.listed(url));
    const found = this.objects.get(key);
    if (!found) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'content-length': found.bytes.length, etag: '"x"' }).end(found.bytes);
  }

  /** Two at a time, so that whoever lists has to ask for more. */
  private listed(url: URL): string {
    const after = url.searchParams.get('continuation-token') ?? '';
    const keys = [...this.objects.keys()].sort().filter((key) => key > after);
    const page = keys.slice(0, 2);
    const more = keys.length > 2;
    const contents = page.map((key) => `<Contents><Key>${key}</Key><LastModified>${this.objects.get(key)!.at.toISOString()}</LastModified><ETag>"x"</ETag><Size>1</Size></Contents>`); // prettier-ignore
    return `<?xml version="1.0"?><ListBucketResult><Name>${bucket}</Name><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}${contents.join('')}</ListBucketResult>`; // prettier-ignore
  }
}

const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encoded = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore

/** What a store would not accept of a request; null where it would. */
function wrongIn(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const { headers, method = '' } = request;
  if (url.pathname !== `/${bucket}` && !url.pathname.startsWith(`/${bucket}/`)) return '404 NoSuchBucket';
  if (method === 'PUT' && headers['content-length'] === undefined) return '411 MissingContentLength';
  const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([\da-f]{64})$/.exec(headers.authorization ?? ''); // prettier-ignore
  if (!given) return '403 AccessDenied';
  const [, accessKey, date, region, signed, signature] = given as unknown as string[];
  if (accessKey !== s3Keys.accessKey || region !== s3Keys.region) return '403 InvalidAccessKeyId';
  const names = signed!.split(';');
  if (!names.includes('host') || !names.includes('x-amz-date')) return '403 SignatureDoesNotMatch';
  const at = String(headers['x-amz-date']);
  const instant = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - instant) < 15 * 60_000) || !at.startsWith(date!)) return '403 RequestTimeTooSkewed';
  const payload = String(headers['x-amz-content-sha256']);
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash(body)) return '400 XAmzContentSHA256Mismatch';
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort().join('&'); // prettier-ignore
  const canonical = [method, url.pathname, query, ...names.map((name) => `${name}:${String(headers[name] ?? '').trim()}`), '', signed, payload].join('\n'); // prettier-ignore
  const scope = `${date}/${region}/s3/aws4_request`;
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${s3Keys.secretKey}`, date!), region!));
  const expected = hmac(key, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')).toString('hex');
  return expected === signature ? null : '403 SignatureDoesNotMatch';
}
