import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from './read-environment.js';
import { StartUpError } from './start-up-error.js';

const refusalOf = (variables: Record<string, string>): StartUpError => {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof StartUpError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
};

describe('the environment', () => {
  it('has a default for everything that a newcomer should not have to know', () => {
    expect(readEnvironment({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: '.data',
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      DATABASE_URL: undefined,
      COUNTY: undefined,
      DEMO: undefined,
      COOKIE_SECURE: false,
      SESSION_IDLE_MINUTES: 30,
      SESSION_HOURS: 12,
      ONE_SESSION: false,
      CHECKPOINT_MINUTES: 5,
      TRUSTED_PROXIES: 'loopback',
    });
  });

  it('turns what was written into numbers and truth values', () => {
    const environment = readEnvironment({ PORT: '8080', DEMO: 'no', COOKIE_SECURE: 'TRUE', COUNTY: '350123' });
    expect(environment).toMatchObject({ PORT: 8080, DEMO: false, COOKIE_SECURE: true, COUNTY: '350123' });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readEnvironment({ PORT: '', REDIS_URL: '' })).toMatchObject({ PORT: 3000, REDIS_URL: undefined });
  });

  it('wants a bucket with its keys, which no message repeats, and one scanner', () => {
    const url = 'https://store.example.cn/guacun';
    const keys = { ATTACHMENTS_S3_ACCESS_KEY: 'one', ATTACHMENTS_S3_SECRET_KEY: 'never told' };
    expect(readEnvironment({ ATTACHMENTS_S3_URL: url, ...keys })).toMatchObject({ ATTACHMENTS_S3_URL: url });
    expect(() => readEnvironment({ ATTACHMENTS_S3_URL: url })).toThrow('ATTACHMENTS_S3_SECRET_KEY');
    const both = { CLAMD_URL: 'tcp://clamd:3310', SCAN_COMMAND: 'clamdscan -', ...keys };
    expect(() => readEnvironment(both)).toThrow(/either CLAMD_URL or SCAN_COMMAND(?![^]*never told)/);
  });

  it('lets cookies travel over https alone where the public address is https', () => {
    expect(readEnvironment({ PUBLIC_URL: 'https://guacun.example.cn' }).COOKIE_SECURE).toBe(true);
    expect(readEnvironment({ PUBLIC_URL: 'https://a.example.cn', COOKIE_SECURE: '0' }).COOKIE_SECURE).toBe(false);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'loud'],
    ['COUNTY', '3501'],
    ['DEMO', 'maybe'],
    ['PUBLIC_URL', 'guacun'],
    ['COOKIE_SECURE', '2'],
    ['SESSION_IDLE_MINUTES', '1'],
    ['SESSION_HOURS', '25'],
    ['ATTACHMENT_MEGABYTES', '0'],
    ['ATTACHMENTS_S3_URL', 'https://store.example.cn'],
    ['CLAMD_URL', 'http://clamd:3310'],
    ['ONE_SESSION', 'perhaps'],
    ['CHECKPOINT_MINUTES', '0'],
    ['TRUSTED_PROXIES', 'everybody'],
  ])('names %s when it is %s, and says what to write, in both languages', (name, value) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal.code).toBe('environment-invalid');
    expect(refusal.zh).toMatch(new RegExp(`${name}=${value}  \\S*请写`));
    expect(refusal.en).toMatch(new RegExp(`${name}=${value}  write `));
  });

  it('lets the command line overrule a variable', () => {
    expect(readEnvironment({ COUNTY: '350123' }, { COUNTY: '350124' }).COUNTY).toBe('350124');
  });

  it('names all that is wrong at once', () => {
    const { en } = refusalOf({ PORT: 'x', COUNTY: 'x' });
    expect(en).toContain('PORT=x');
    expect(en).toContain('COUNTY=x');
  });

  it('never repeats an address that holds a password', () => {
    const refusal = refusalOf({ DATABASE_URL: 'postgres ://root:hunter2@db', REDIS_URL: 'http://:hunter2@redis' });
    expect(refusal.en).toContain('DATABASE_URL=***');
    expect(refusal.forTerminal()).not.toContain('hunter2');
  });

  it('refuses a demonstration of a real county', () => {
    expect(refusalOf({ DEMO: 'true', COUNTY: '350123' }).en).toContain('unset DEMO or COUNTY');
  });

  it('cannot be changed afterwards', () => {
    const environment = readEnvironment({});
    expect(() => Object.assign(environment, { PORT: 1 })).toThrow(TypeError);
  });
});
