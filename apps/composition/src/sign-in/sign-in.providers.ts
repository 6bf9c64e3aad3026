import { type FactoryProvider } from '@nestjs/common';
import {
  AdministerAccounts,
  ChangePassword,
  CheckCode,
  ConfirmPassword,
  CountAttempts,
  EndAccess,
  KnownBrowsers,
  type MachineClock,
  OpenSession,
  OwnSecondFactor,
  OwnSessions,
  OwnTokens,
  SignIn,
} from '#engine';
import { AesCipher, Argon2Passwords, RandomSecrets, Totp } from '#identity';
import {
  CallerLookup,
  PgAccounts,
  PgApiTokens,
  PgAuditLog,
  PgNumbering,
  PgSecondFactors,
  PgSessions,
  PgSignInDelays,
  PgTransactions,
} from '#persistence';
import { DataSource } from 'typeorm';
import { provide } from '../provide.js';
import { SETTINGS, type Settings } from '../settings.js';
import { usualSignIn } from './sign-in-settings.js';

/** The host's clock. */
export const MACHINE_CLOCK = Symbol('machine clock');
const SESSION_RULES = Symbol('session rules');

const adapters: FactoryProvider[] = [
  provide(MACHINE_CLOCK, [], (): MachineClock => ({ now: () => Date.now() })),
  provide(SESSION_RULES, [SETTINGS], ({ signIn }: Settings) => (signIn ?? usualSignIn).sessions),
  provide(Argon2Passwords, [SETTINGS], ({ signIn }: Settings) => new Argon2Passwords(signIn?.passwordCost)),
  provide(RandomSecrets, [], () => new RandomSecrets()),
  provide(Totp, [], () => new Totp()),
  provide(PgAccounts, [], () => new PgAccounts()),
  provide(PgSessions, [], () => new PgSessions()),
  provide(PgSignInDelays, [], () => new PgSignInDelays()),
  provide(PgSecondFactors, [AesCipher], (cipher: AesCipher) => new PgSecondFactors(cipher)),
  provide(PgApiTokens, [], () => new PgApiTokens()),
  provide(
    CallerLookup,
    [DataSource, SESSION_RULES],
    (...parts: ConstructorParameters<typeof CallerLookup>) => new CallerLookup(...parts),
  ),
];

/** A use case made of parts in the order of its constructor. */
function made<Parts extends unknown[], T>(
  Made: (new (...parts: Parts) => T) & FactoryProvider['provide'],
  ...parts: FactoryProvider['inject'] & object
): FactoryProvider {
  return provide(Made, parts, (...given: Parts) => new Made(...given));
}

/** Signing in and everything about accounts. */
export const signInProviders: FactoryProvider[] = [
  ...adapters,
  made(CountAttempts, PgSignInDelays, AesCipher, MACHINE_CLOCK),
  made(KnownBrowsers, AesCipher, RandomSecrets),
  made(CheckCode, PgSecondFactors, Totp, RandomSecrets, MACHINE_CLOCK),
  made(OpenSession, PgSessions, RandomSecrets, MACHINE_CLOCK, SESSION_RULES),
  made(
    SignIn,
    ...[PgTransactions, PgAccounts, CountAttempts, KnownBrowsers, Argon2Passwords, CheckCode, OpenSession, PgAuditLog],
    MACHINE_CLOCK,
  ),
  made(OwnSessions, PgSessions, PgAuditLog, MACHINE_CLOCK, SESSION_RULES),
  made(EndAccess, PgSessions, PgApiTokens),
  made(ConfirmPassword, PgTransactions, PgAccounts, CountAttempts, Argon2Passwords, CheckCode, PgAuditLog),
  made(
    ChangePassword,
    ...[PgTransactions, PgAccounts, ConfirmPassword, Argon2Passwords, RandomSecrets, PgSessions, EndAccess, PgAuditLog],
  ),
  made(
    OwnSecondFactor,
    ...[PgTransactions, PgSecondFactors, Totp, CheckCode, ConfirmPassword, CountAttempts],
    ...[RandomSecrets, PgSessions, PgNumbering, PgAuditLog, MACHINE_CLOCK],
  ),
  made(OwnTokens, PgApiTokens, ConfirmPassword, RandomSecrets, PgNumbering, PgAuditLog, MACHINE_CLOCK),
  made(
    AdministerAccounts,
    ...[PgAccounts, PgSessions, EndAccess, PgSecondFactors, OwnTokens, CountAttempts, Argon2Passwords, RandomSecrets],
    ...[PgNumbering, PgAuditLog, MACHINE_CLOCK],
  ),
];
