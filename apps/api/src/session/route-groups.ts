import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { routesOf } from '../authorisation/routes.js';

/** The group that a route belongs to: the first word of its path below `/api/v1` (`cases` of `/api/v1/cases/:id`). */
export function routeGroupOf(request: FastifyRequest): string {
  return groupIn(request.routeOptions.url ?? request.url.split('?')[0]!);
}

/** `cases` of `/api/v1/cases/:id`; empty where the path has no such word. */
function groupIn(path: string): string {
  return /^(?:\/api)?\/v1\/([\w-]+)/.exec(path)?.[1] ?? '';
}

/** Groups that no API token opens: signing in, one's own account, other people's; and what is open to strangers. */
const neverByToken: ReadonlySet<string> = new Set(['session', 'me', 'accounts', '']);

/** The groups of routes that there are, read off the controllers. */
@Injectable()
export class RouteGroups {
  constructor(private readonly modules: ModulesContainer) {}

  /** Those that a token may be made for. */
  forTokens(): readonly string[] {
    const routes = [...this.modules.values()].flatMap(({ metatype }) => routesOf(metatype));
    const groups = routes.filter(({ open }) => !open).map(({ path }) => groupIn(path));
    return [...new Set(groups)].filter((group) => !neverByToken.has(group)).sort();
  }
}
