import { type FactoryProvider, type Provider } from '@nestjs/common';
import { type Category, type Retention } from '#domain';
import {
  BuildExport,
  DecideExport,
  EndRetention,
  FetchExport,
  FindByPhone,
  RecordDisclosure,
  RequestExport,
  RevealRequester,
  RotateKey,
} from '#engine';
import { AesCipher } from '#identity';
import {
  CaseDetails,
  CaseLists,
  CATEGORIES,
  checkWord,
  Outbox,
  PgAuditLog,
  PgCasesByPhone,
  PgDefinitions,
  PgDirectories,
  PgDisclosures,
  PgExports,
  PgKeptData,
  PgKeyRegister,
  PgNumbering,
  PgPersonalReads,
  PgSealedData,
  PgTransactions,
  RequesterVault,
} from '#persistence';
import { FileKeyRing } from '#platform';
import { queues } from '#queue';
import { provide } from '../provide.js';
import { SETTINGS, type Settings } from '../settings.js';
import { CaseExportFiles } from './case-export-files.js';
import { KEY_RING, KeyKeeper } from './key-keeper.js';
import { readPrivacyNotices } from './privacy-notices.js';
import { retentionIn } from './retention.js';

export const PRIVACY_NOTICES = Symbol('privacy notices');

const keys: FactoryProvider[] = [
  provide(KEY_RING, [SETTINGS], async ({ keyFile }: Settings) =>
    keyFile === undefined ? null : (await FileKeyRing.open(keyFile)).follow(),
  ),
  provide(AesCipher, [SETTINGS, KEY_RING], ({ key }: Settings, ring: FileKeyRing | null) => new AesCipher(ring ?? key)),
  provide(PgKeyRegister, [SETTINGS], ({ databaseUrl }: Settings) => new PgKeyRegister(databaseUrl)),
  provide(PgSealedData, [AesCipher], (cipher: AesCipher) => new PgSealedData(cipher)),
  // null where the key is in memory alone: then there is no file to put another into
  provide(
    RotateKey,
    [PgTransactions, KEY_RING, PgKeyRegister, PgSealedData, AesCipher, PgAuditLog],
    (
      transactions: PgTransactions,
      ring: FileKeyRing | null,
      ...[register, sealed, cipher, audit]: [PgKeyRegister, PgSealedData, AesCipher, PgAuditLog]
    ) => ring && new RotateKey(transactions, ring, register, sealed, cipher, audit, checkValueOf),
  ),
];

function checkValueOf(key: Uint8Array) {
  const cipher = new AesCipher(key);
  return { id: cipher.keyId, checkValue: cipher.seal(checkWord) };
}

const personalData: FactoryProvider[] = [
  provide(PgPersonalReads, [], () => new PgPersonalReads()),
  provide(PgDisclosures, [], () => new PgDisclosures()),
  provide(PgCasesByPhone, [AesCipher], (cipher: AesCipher) => new PgCasesByPhone(cipher)),
  provide(
    FindByPhone,
    [PgCasesByPhone, PgPersonalReads, PgAuditLog],
    (...parts: [PgCasesByPhone, PgPersonalReads, PgAuditLog]) => new FindByPhone(...parts),
  ),
  provide(
    RevealRequester,
    [CaseDetails, RequesterVault, PgDefinitions, PgPersonalReads, PgAuditLog],
    (...parts: [CaseDetails, RequesterVault, PgDefinitions, PgPersonalReads, PgAuditLog]) =>
      new RevealRequester(...parts),
  ),
  provide(
    RecordDisclosure,
    [CaseDetails, PgDisclosures, PgNumbering, PgAuditLog],
    (...parts: [CaseDetails, PgDisclosures, PgNumbering, PgAuditLog]) => new RecordDisclosure(...parts),
  ),
];

const exports: FactoryProvider[] = [
  provide(
    PgExports,
    [AesCipher, Outbox],
    (cipher: AesCipher, outbox: Outbox) => new PgExports(cipher, outbox, queues.exports),
  ),
  provide(
    CaseExportFiles,
    [PgTransactions, CaseLists, PgDefinitions, CATEGORIES, SETTINGS],
    (
      transactions: PgTransactions,
      lists: CaseLists,
      definitions: PgDefinitions,
      ...[categories, { demonstration }]: [Category[], Settings]
    ) => new CaseExportFiles(transactions, lists, definitions, categories, demonstration),
  ),
  provide(
    RequestExport,
    [PgExports, PgNumbering, PgAuditLog],
    (...parts: [PgExports, PgNumbering, PgAuditLog]) => new RequestExport(...parts),
  ),
  provide(
    DecideExport,
    [PgExports, PgDirectories, PgAuditLog],
    (...parts: [PgExports, PgDirectories, PgAuditLog]) => new DecideExport(...parts),
  ),
  provide(FetchExport, [PgExports, PgAuditLog], (...parts: [PgExports, PgAuditLog]) => new FetchExport(...parts)),
  provide(
    BuildExport,
    [PgTransactions, PgExports, PgDirectories, CaseExportFiles],
    (...parts: [PgTransactions, PgExports, PgDirectories, CaseExportFiles]) => new BuildExport(...parts),
  ),
];

const RETENTION = Symbol('retention');

const retention: FactoryProvider[] = [
  provide(RETENTION, [SETTINGS], ({ configDirectory }: Settings) => retentionIn(configDirectory)),
  provide(
    PgKeptData,
    [AesCipher, PgDefinitions],
    (cipher: AesCipher, definitions: PgDefinitions) => new PgKeptData(cipher, definitions),
  ),
  provide(
    EndRetention,
    [PgTransactions, PgKeptData, PgAuditLog, RETENTION],
    (...parts: [PgTransactions, PgKeptData, PgAuditLog, Retention]) => new EndRetention(...parts),
  ),
];

/** What protects people's data, beside the use cases of every day. */
export const protectionProviders: Provider[] = [
  ...keys,
  ...personalData,
  ...exports,
  ...retention,
  provide(PRIVACY_NOTICES, [SETTINGS], ({ configDirectory }: Settings) => readPrivacyNotices(configDirectory)),
  KeyKeeper,
];
