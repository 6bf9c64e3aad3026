import { type FactoryProvider } from '@nestjs/common';

/** A provider made by a factory: engine and adapters are plain classes that know no framework. */
export function provide<T>(
  token: FactoryProvider['provide'],
  inject: FactoryProvider['inject'],
  useFactory: (...parts: never[]) => T | Promise<T>,
): FactoryProvider {
  return { provide: token, inject: inject ?? [], useFactory: useFactory as FactoryProvider['useFactory'] };
}
