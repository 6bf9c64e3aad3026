import { type Answer, type TestApi } from '../api/api.js';
import { type PersonName } from '../api/seed-county.js';

export interface Sending {
  readonly by?: PersonName;
  readonly dryRun?: boolean;
  readonly language?: 'zh' | 'en';
  readonly name?: string;
}

/** Uploads a file as a ledger. */
export function sendLedger(
  api: TestApi,
  file: Uint8Array,
  { by = 'countyOffice', dryRun, language = 'en', name = 'ledger.xlsx' }: Sending = {},
): Promise<Answer> {
  const body = new FormData();
  if (dryRun !== undefined) body.set('dryRun', String(dryRun));
  body.set('file', new Blob([new Uint8Array(file)]), name);
  return api.call(by, 'POST', '/v1/ledger-imports', { body, headers: { 'accept-language': language } });
}

/** Waits until a worker has done with an import. */
export async function finished(api: TestApi, id: string, by: PersonName = 'countyOffice'): Promise<Answer> {
  for (;;) {
    const answer = await api.get(by, `/v1/ledger-imports/${id}`);
    if (answer.status !== 200 || answer.body.state === 'done' || answer.body.state === 'failed') return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
