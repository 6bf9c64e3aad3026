import { type AttachmentStore, type Content, type StoredContent } from '#engine';
import { S3mini } from 's3mini';
import { Temporal } from 'temporal-polyfill';

export interface S3Settings {
  /** Address of the bucket: `https://store.example.cn/guacun`. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A store that does not answer is an error after this; a file of the largest size goes there in it on a slow line. */
const patienceMilliseconds = 60_000;
const page = 1_000;

/**
 * Content in a bucket of its own of an S3-compatible store. Requests are signed without their body, because what is sent is sealed
 * already: a byte that is changed on its way, or there, is noticed when the content is opened.
 */
export class S3Store implements AttachmentStore {
  private readonly bucket: S3mini;

  constructor({ url, region, accessKey, secretKey }: S3Settings) {
    this.bucket = new S3mini({
      ...{ endpoint: url, region, accessKeyId: accessKey, secretAccessKey: secretKey },
      fetch: patiently,
    });
  }

  async keep(id: string, content: Content): Promise<void> {
    const body = ReadableStream.from(content.read()) as ReadableStream;
    const answer = await this.bucket.putObject(id, body, 'application/octet-stream', undefined, {}, content.bytes);
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the store answered ${answer.status}`);
  }

  async open(id: string): Promise<AsyncIterable<Uint8Array> | null> {
    const answer = await this.bucket.getObjectResponse(id);
    return answer?.body ? (answer.body as unknown as AsyncIterable<Uint8Array>) : null;
  }

  async remove(id: string): Promise<void> {
    await this.bucket.deleteObject(id);
  }

  async *all(): AsyncGenerator<StoredContent> {
    for (let token: string | undefined; ;) {
      const listed = await this.bucket.listObjectsPaged('/', '', page, token);
      for (const { Key: id, LastModified } of listed?.objects ?? []) {
        yield { id, since: Temporal.Instant.fromEpochMilliseconds(new Date(LastModified).getTime()) };
      }
      token = listed?.nextContinuationToken;
      if (!token) return;
    }
  }
}

/** Waits for the beginning of the answer only: who reads a file from it may be on a slow line. */
async function patiently(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
  const waiting = new AbortController();
  const limit = setTimeout(() => waiting.abort(new Error('the store does not answer')), patienceMilliseconds);
  try {
    const isFlowing = init.body instanceof ReadableStream;
    return await fetch(input, { ...init, signal: waiting.signal, ...(isFlowing && { duplex: 'half' }) });
  } finally {
    clearTimeout(limit);
  }
}
