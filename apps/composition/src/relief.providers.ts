import { type FactoryProvider } from '@nestjs/common';
import { ChangeCountySettings } from '#engine';
import { MessageBurden, PgAuditLog, PgCountySettings } from '#persistence';
import { provide } from './provide.js';

/** What the relief rules need: what a county has chosen, and what the system asks of people. */
export const reliefProviders: FactoryProvider[] = [
  provide(MessageBurden, [], () => new MessageBurden()),
  provide(PgCountySettings, [], () => new PgCountySettings()),
  provide(
    ChangeCountySettings,
    [PgCountySettings, PgAuditLog],
    (...parts: ConstructorParameters<typeof ChangeCountySettings>) => new ChangeCountySettings(...parts),
  ),
];
