import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from './checkout.js';

type Compose = { services: Record<'api' | 'worker', { environment: { NODE_OPTIONS: string } }> };

const { services } = parse(readFileSync(join(checkout, 'docker-compose.yml'), 'utf8'), { merge: true }) as Compose;

/** The bounds that an installation gives one of its processes (docker-compose.yml), as arguments of Node.js. */
export function installedBounds(name: 'api' | 'worker'): readonly string[] {
  return services[name].environment.NODE_OPTIONS.split(' ');
}
