import { readFileSync } from 'node:fs';
import { Controller, Get, Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { ApiModule } from '../api.module.js';
import { AllowedTo, OpenToStrangers } from '../session/access.js';
import { authorisationPage } from './page.js';
import { outcomeOf } from './reach.js';
import { belongingOf } from './resources.js';
import { routesOf } from './routes.js';

@Controller('v1/cases')
@AllowedTo('county-office', 'township-office', 'village-clerk', 'handler', 'resident', 'system-admin')
class Planted {
  @Get(':id')
  one() {}

  @Get('open')
  @OpenToStrangers()
  open() {}
}
@Controller('v1/secrets')
class Forgotten {
  @Get(':id')
  one() {}
}
@Module({ controllers: [Planted, Forgotten] })
class PlantedModule {}

describe('the authorisation matrix', () => {
  const routes = routesOf(ApiModule);
  const planted = routesOf(PlantedModule);
  const route = (path: string) => planted.find((one) => one.path === path)!;

  it('is on its page; if not, run npm run docs', () => {
    const page = readFileSync(new URL('../../../../docs/authorisation.md', import.meta.url), 'utf8');
    expect(authorisationPage(routes)).toBe(page);
  });

  it('knows whose everything is that a path names; if not, add it to resources.ts', () => {
    const unknown = routes.filter(({ path, params }) => params.some(({ of }) => belongingOf(path, of) === undefined));
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it('would notice a route that names something new, and one that names no roles', () => {
    const { path, params } = route('/v1/secrets/:id');
    expect(belongingOf(path, params[0]!.of)).toBeUndefined();
    expect(outcomeOf(route('/v1/secrets/:id'), 'county-office', 'own')).toBe('closed');
  });

  it('says how far each role reaches', () => {
    const reached = (role: Parameters<typeof outcomeOf>[1]) =>
      (['own', 'township', 'county', 'abroad'] as const).map((place) => outcomeOf(route('/v1/cases/:id'), role, place));
    expect(reached('county-office')).toEqual(['open', 'open', 'open', 'hidden']);
    expect(reached('township-office')).toEqual(['open', 'open', 'hidden', 'hidden']);
    for (const role of ['village-clerk', 'handler', 'resident'] as const)
      expect([role, ...reached(role)]).toEqual([role, 'open', 'hidden', 'hidden', 'hidden']);
    // an administrator may call it, and sees no case
    expect(reached('system-admin')).toEqual(['hidden', 'hidden', 'hidden', 'hidden']);
    expect(reached('supervisor')).toEqual(Array(4).fill('closed'));
    expect(reached(null)).toEqual(Array(4).fill('signed-out'));
    expect(outcomeOf(route('/v1/cases/open'), null, 'abroad')).toBe('open');
  });
});
