import { type FactoryProvider } from '@nestjs/common';
import { ActivateDefinition, CountySchedule, EnterDefinitions, WithdrawActivation } from '#engine';
import { PgAuditLog, PgDefinitionVersions } from '#persistence';
import { AjvForms } from '#platform';
import { provide } from './provide.js';

/** Versions of definitions: what stands behind the ports, and the use cases of administrators. */
export const definitionProviders: FactoryProvider[] = [
  provide(PgDefinitionVersions, [], () => new PgDefinitionVersions()),
  provide(CountySchedule, [PgDefinitionVersions], (versions: PgDefinitionVersions) => new CountySchedule(versions)),
  provide(
    EnterDefinitions,
    [PgDefinitionVersions, AjvForms, PgAuditLog],
    (...parts: ConstructorParameters<typeof EnterDefinitions>) => new EnterDefinitions(...parts),
  ),
  provide(
    ActivateDefinition,
    [PgDefinitionVersions, CountySchedule, PgAuditLog],
    (...parts: ConstructorParameters<typeof ActivateDefinition>) => new ActivateDefinition(...parts),
  ),
  provide(
    WithdrawActivation,
    [PgDefinitionVersions, CountySchedule, PgAuditLog],
    (...parts: ConstructorParameters<typeof WithdrawActivation>) => new WithdrawActivation(...parts),
  ),
];
