import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BlockList } from 'node:net';
import { parse } from 'yaml';
import { readEnvironment } from '#platform';

type Service = {
  image: string;
  command?: string | string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  volumes?: string[];
};
type Network = { ipam: { config: { subnet: string; gateway: string }[] } };
type Compose = { services: Record<string, Service>; volumes: object; networks: Record<string, Network> };

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const read = (file: string): string => readFileSync(path(file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'guacun');

/** What docker compose makes of `${NAME:-default}` and `${NAME:?message}` with the settings of .env.example filled in. */
const filledIn = (text: string): string => {
  const settings: Record<string, string> = {};
  for (const name of ['POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'DATABASE_PASSWORD']) settings[name] = 'c0ffee';
  for (const [, name, value] of read('.env.example').matchAll(/^(\w+)=(.+)$/gm)) settings[name!] = value!;
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind: string, rest: string) => {
    const value = settings[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`.env.example does not name ${name}`);
    return value;
  });
};

/** Names of what this product reads; the others are for Node.js itself. */
const ownOf = (given: readonly string[][]) => given.map(([name]) => name!).filter((name) => name !== 'NODE_OPTIONS');

describe('docker-compose.yml', () => {
  it('runs the API and the worker of this repository', () => {
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
    for (const [, { command }] of ours) {
      const [program, file] = command as string[];
      expect(program).toBe('node');
      const source = file!.replace(/^dist\//, '').replace(/\.js$/, '.ts');
      expect([source, existsSync(path(source))]).toEqual([source, true]);
    }
  });

  it.each(ours)('gives the %s an environment that it accepts', (_name, { environment }) => {
    const given = Object.entries(environment!).map(([name, value]) => [name, filledIn(value)]);
    const accepted = readEnvironment(Object.fromEntries(given) as Record<string, string>);
    expect(Object.keys(accepted)).toEqual(expect.arrayContaining(ownOf(given)));
    expect(accepted).toMatchObject({ NODE_ENV: 'production', COOKIE_SECURE: true, COUNTY: '350123' });
    expect(accepted.DATABASE_URL).toContain('@postgres:5432/guacun');
  });

  it('waits for the health of everything it needs, which is defined', () => {
    for (const [, { depends_on = {} }] of ours)
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        if (needed === 'migrate') expect(condition).toBe('service_completed_successfully');
        else expect(condition).toBe('service_healthy');
        if (needed !== 'migrate') expect(compose.services[needed]!.healthcheck!.test.length).toBeGreaterThan(1);
      }
    expect(Object.keys(compose.services['api']!.depends_on!)).toEqual(['postgres', 'redis', 'migrate']);
    expect(Object.keys(compose.services['migrate']!.depends_on!)).toEqual(['postgres']);
  });

  it('gives the owner of the database to nobody who serves', () => {
    for (const name of ['api', 'worker'])
      expect(JSON.stringify(compose.services[name])).not.toMatch(/OWNER|guacun_owner/);
    expect(compose.services['migrate']!.environment!['OWNER_DATABASE_URL']).toContain('guacun_owner');
    expect(existsSync(path('deploy/postgres-roles.sql'))).toBe(true);
  });

  it('names only volumes that it declares, and the folder of the keys for reading alone', () => {
    for (const [, { volumes = [] }] of services) {
      expect(Object.keys(compose.volumes)).toEqual(
        expect.arrayContaining(volumes.map((volume) => volume.split(':')[0]).filter((name) => !name!.startsWith('.'))),
      );
    }
    expect(ours[0]![1].environment!['KEY_FILE']).toBe('/secrets/key');
    expect(ours[0]![1].volumes).toContain('./secrets:/secrets:ro');
  });

  it('takes nobody’s word for where a request comes from but the host’s own proxy’s: its network is pinned', () => {
    const [{ subnet, gateway }] = compose.networks['default']!.ipam.config as [{ subnet: string; gateway: string }];
    const inside = new BlockList();
    inside.addSubnet(subnet.split('/')[0]!, Number(subnet.split('/')[1]));
    expect(inside.check(gateway)).toBe(true);
    for (const [, { environment }] of ours)
      expect(filledIn(environment!['TRUSTED_PROXIES']!).split(',')).toEqual(['loopback', gateway]);
  });

  it('keeps the queue from forgetting', () => {
    expect(compose.services['redis']!.command).toContain('--maxmemory-policy noeviction');
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);

  it('copies what exists and what .dockerignore lets through', () => {
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'apps', 'libs', 'config']));
    const admitted = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(copied.filter((file) => !existsSync(path(file)))).toEqual([]);
    expect(copied.filter((file) => !admitted.includes(file))).toEqual([]);
  });

  it('does not run as root', () => {
    const last = lines.map((line) => /^USER (\w+)$/.exec(line)?.[1]).findLast(Boolean);
    expect(last).toBe('node');
  });

  it('keeps secrets and data out of the builder', () => {
    expect(read('.dockerignore').split('\n')).toContain('*');
    expect(copied.filter((file) => /^\.?(env|data|secrets|git)?$/.test(file))).toEqual([]);
  });
});
