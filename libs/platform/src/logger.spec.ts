import { describe, expect, it } from '@jest/globals';
import { createLogger, type Logger } from './logger.js';

/** Logs with `write` and returns the one line that came out. */
const lineOf = (write: (logger: Logger) => void): { text: string; record: Record<string, unknown> } => {
  const lines: string[] = [];
  write(createLogger({ level: 'info', name: 'test' }, { write: (line: string) => lines.push(line) }));
  expect(lines).toHaveLength(1);
  return { text: lines[0]!, record: JSON.parse(lines[0]!) as Record<string, unknown> };
};

describe('the log', () => {
  it('is JSON with the level by name and the instant in UTC', () => {
    const { record } = lineOf((log) => log.info({ caseId: 'c1' }, 'case opened'));
    expect(record).toMatchObject({ level: 'info', name: 'test', caseId: 'c1', msg: 'case opened' });
    expect(record['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('never shows personal data, however deep it was put', () => {
    const person = { phone: '13800005678', idNumber: '350123199001011234', 'Set-Cookie': '13800005678' };
    const { text } = lineOf((log) =>
      log
        .child({ requester: { phone: '13800005678' } })
        .warn({ answer: { cases: [{ at: [{ by: person }] }] }, ...person }, 'seen'),
    );
    expect(text).not.toMatch(/13800005678|350123199001011234/);
    expect(text).toContain('[redacted]');
  });

  it.each(['q', 'body', 'identity', 'requirement', 'explanation', 'recipient', 'fileName'])(
    'never shows what people wrote or searched for, sent or sealed: %s',
    (field) => {
      const { text } = lineOf((log) => log.info({ request: { [field]: '张三的事' } }, 'asked'));
      expect(text).not.toContain('张三');
    },
  );

  it('shows of a database error what names the fault, not the row', () => {
    const failure = Object.assign(new Error('duplicate key value violates unique constraint "person_phone"'), {
      code: '23505',
      constraint: 'person_phone',
      detail: 'Key (phone)=(13800005678) already exists.',
      parameters: ['13800005678'],
    });
    const { text, record } = lineOf((log) => log.error(new Error('save failed', { cause: failure })));
    expect(text).not.toContain('13800005678');
    expect(record['err']).toMatchObject({
      message: 'save failed',
      cause: { code: '23505', constraint: 'person_phone' },
    });
  });

  it('survives a record that holds itself', () => {
    const circle: Record<string, unknown> = { caseId: 'c1' };
    circle['self'] = circle;
    expect(lineOf((log) => log.info(circle, 'round')).record).toMatchObject({ caseId: 'c1' });
  });
});
