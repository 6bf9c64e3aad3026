import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { isDatabaseUnavailable } from './unavailable.js';

const coded = (code: string, message = 'said by the driver') => Object.assign(new Error(message), { code });

describe('a database that does not answer now', () => {
  it.each([
    ['refuses connections', coded('ECONNREFUSED')],
    ['has too many of them', coded('53300')],
    ['is stopping', coded('57P01')],
    ['is starting', coded('57P03')],
    ['took too long for a statement', coded('57014')],
    ['was cut off', new Error('Connection terminated unexpectedly')],
    ['has no connection to give', new Error('timeout exceeded when trying to connect')],
    ['is silent', new Error('Query read timeout')],
    ['is said so by the object-relational layer', new QueryFailedError('SELECT 1', [], coded('57P01'))],
    ['is named as the cause', new Error('sweep failed', { cause: coded('ECONNRESET') })],
  ])('%s', (_what, error) => {
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it.each([
    ['a row that is refused', new QueryFailedError('INSERT', [], coded('23505'))],
    ['a statement that is wrong', coded('42601')],
    ['a bug', new TypeError('x is undefined')],
    ['an error that is its own cause', Object.assign(new Error('round'), {})],
    ['no error at all', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('is not %s', (_what, error) => {
    if (error instanceof Error && error.message === 'round') error.cause = error;
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
