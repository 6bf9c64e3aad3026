import { connect } from 'node:net';
import { type Answer, type TestApi } from '../api/api.js';
import { county, type PersonName } from '../api/seed-county.js';

/** Adds a file to a case as a browser would. */
export async function upload(
  api: TestApi,
  by: PersonName,
  caseId: string,
  bytes: Buffer,
  name = '照片.jpg',
  { code = county, language = 'en' } = {},
): Promise<Answer> {
  // prettier-ignore
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(bytes)]), name);
  const headers = { 'accept-language': language };
  return api.call(by, 'POST', `/v1/cases/${caseId}/attachments`, { body, headers }, code);
}

/** A file as it is handed out: the bytes and the headers. */
export async function download(api: TestApi, by: PersonName, caseId: string, id: string, code: string = county) {
  const authorization = `Bearer ${await api.tokenOf(by, code)}`;
  const answer = await fetch(`${api.url}/api/v1/cases/${caseId}/attachments/${id}`, { headers: { authorization } });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** A form as no browser writes it: the name of the file stands there byte for byte. */
export const formWith = (name: string | Buffer, bytes: Buffer, boundary = 'xxBOUNDARYxx'): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="`),
    Buffer.from(name),
    Buffer.from('"\r\nContent-Type: text/html\r\n\r\n'),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);

/**
 * Sends a request byte by byte as told, and returns the first line of the answer; '' where there is none. `cut`: lets the connection
 * go once all is sent.
 */
export async function sendRaw(
  api: TestApi,
  by: PersonName,
  caseId: string,
  { length, body, cut = false, chunked = false }: { length?: number; body: Buffer; cut?: boolean; chunked?: boolean },
): Promise<string> {
  // prettier-ignore
  const { hostname, port } = new URL(api.url);
  const token = await api.tokenOf(by);
  const head = [
    `POST /api/v1/cases/${caseId}/attachments HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: multipart/form-data; boundary=xxBOUNDARYxx',
    chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length ?? body.length}`,
    ...['Connection: close', '', ''],
  ].join('\r\n');
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let said = '';
    socket.on('data', (bytes) => (said += bytes.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said.split('\r\n')[0]!));
    socket.write(head);
    if (chunked)
      socket.write(Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])); // prettier-ignore
    else socket.write(body);
    if (cut) setTimeout(() => socket.destroy(), 150);
  });
}
