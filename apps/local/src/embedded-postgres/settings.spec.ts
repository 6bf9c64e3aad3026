import { describe, expect, it } from '@jest/globals';
import { settings } from './settings.js';

const GiB = 1024 ** 3;

describe('the settings of the server', () => {
  it('lose nothing that was committed, unless the server is a test', () => {
    expect(settings(5432, 'durable')).toEqual(expect.arrayContaining(['fsync=on', 'synchronous_commit=on']));
    expect(settings(5432, 'throw-away')).toContain('fsync=off');
  });

  it.each([
    [0.5, 32],
    [1, 64],
    [24, 256],
  ])('take of %d GiB of memory %d MiB for shared buffers', (gibibytes, sharedBuffers) => {
    expect(settings(5432, 'durable', gibibytes * GiB)).toContain(`shared_buffers=${sharedBuffers}MB`);
  });

  it('keep people out of the log, and strangers off the socket', () => {
    expect(settings(5432, 'durable')).toEqual(
      expect.arrayContaining([
        'log_min_error_statement=panic',
        'log_error_verbosity=terse',
        'listen_addresses=127.0.0.1',
      ]),
    );
  });
});
