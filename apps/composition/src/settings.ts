import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSealed } from '#persistence';
import { type Environment, keyFileIn, loadKey, loadOrCreateKey } from '#platform';
import { type AttachmentSettings, attachmentSettingsOf } from './attachments/attachment-settings.js';
import { type SignInSettings, signInSettingsOf } from './sign-in/sign-in-settings.js';

/** What a process is told at its start, beyond its environment. */
export interface Settings {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Where case types, policies, calendars, categories and regions lie. */
  readonly configDirectory: string;
  readonly key: Uint8Array;
  /** The file of the key, beside which older keys lie; without one, the key above is the only one. */
  readonly keyFile?: string;
  /** Demonstration mode: a clock that can be moved, synthetic data, labels everywhere. */
  readonly demonstration: boolean;
  readonly secureCookies: boolean;
  /** Reverse proxies whose word on addresses is taken; those on this machine where nothing is said. */
  readonly trustedProxies?: string;
  /** The address that people type, where it is known. */
  readonly publicUrl?: string | null;
  /** How people sign in, where it differs from the usual. */
  readonly signIn?: SignInSettings;
  /** Folder of what this machine keeps; without one no checkpoint of the audit is signed. */
  readonly dataDirectory?: string;
  /** Where files of cases lie and who looks into them; without it none is taken. */
  readonly attachments?: AttachmentSettings;
  /** Minutes between checkpoints of the audit, where it differs from the usual. */
  readonly checkpointMinutes?: number;
  readonly poolSize: number;
}

export const SETTINGS = Symbol('settings');

/** Connections of one process to the database, beside those of the queues: more would only queue on two cores. */
const poolSize = 12;

/** The settings of an installation, from its environment and its key file. */
export async function settingsOf(
  environment: Environment,
  databaseUrl: string,
  demonstration: boolean,
): Promise<Settings> {
  const { KEY_FILE, DATA_DIR, REDIS_URL, COOKIE_SECURE, PUBLIC_URL } = environment;
  return {
    databaseUrl,
    redisUrl: REDIS_URL ?? null,
    configDirectory,
    key: KEY_FILE ? await loadKey(KEY_FILE) : await loadOrCreateKey(resolve(DATA_DIR), !(await isSealed(databaseUrl))),
    keyFile: KEY_FILE ?? keyFileIn(resolve(DATA_DIR)),
    dataDirectory: resolve(DATA_DIR),
    attachments: attachmentSettingsOf(environment),
    checkpointMinutes: environment.CHECKPOINT_MINUTES,
    demonstration,
    trustedProxies: environment.TRUSTED_PROXIES,
    publicUrl: PUBLIC_URL ?? null,
    signIn: signInSettingsOf(environment),
    secureCookies: COOKIE_SECURE ?? PUBLIC_URL?.startsWith('https:') ?? false,
    poolSize,
  };
}

/** `config/` beside the sources, or beside the build in `dist/`. */
export const configDirectory = join(
  fileURLToPath(import.meta.url).split(/[/\\](?:dist[/\\])?apps[/\\]composition/)[0]!,
  'config',
);
