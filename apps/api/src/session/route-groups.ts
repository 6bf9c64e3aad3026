import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';

/** The group that a route belongs to: the first word of its path below `/api/v1` (`cases` of `/api/v1/cases/:id`). */
export function routeGroupOf(request: FastifyRequest): string {
  return groupIn(request.routeOptions.url ?? request.url.split('?')[0]!);
}

/** `cases` of `/api/v1/cases/:id`; empty where the path has no such word. */
function groupIn(path: string): string {
  return /^\/?(?:api\/)?v1\/([\w-]+)/.exec(path)?.[1] ?? '';
}

/** Groups that no API token opens: signing in, one's own account, other people's. */
const neverByToken: ReadonlySet<string> = new Set(['session', 'me', 'accounts', '']);

/** The groups of routes that there are, read off the controllers. */
@Injectable()
export class RouteGroups {
  constructor(private readonly modules: ModulesContainer) {}

  /** Those that a token may be made for. */
  forTokens(): readonly string[] {
    const controllers = [...this.modules.values()].flatMap((module) => [...module.controllers.values()]);
    const groups = controllers.flatMap(({ metatype }) => (metatype ? pathsOf(metatype) : [])).map(groupIn);
    return [...new Set(groups)].filter((group) => !neverByToken.has(group)).sort();
  }
}

/** The paths of a controller's routes, as its decorators say. */
function pathsOf(controller: { readonly prototype?: object } & object): string[] {
  const prefix = pathOf(controller);
  const prototype = (controller as { prototype: Record<string, unknown> }).prototype;
  const handlers = Object.getOwnPropertyNames(prototype).map((name) => prototype[name]);
  const paths = handlers.flatMap((handler) => (typeof handler === 'function' ? [pathOf(handler)] : []));
  return paths.filter((path) => path !== null).map((path) => `/${prefix ?? ''}/${path}`.replace(/\/+/g, '/'));
}

function pathOf(decorated: object): string | null {
  const path = Reflect.getMetadata('path', decorated) as string | string[] | undefined;
  return Array.isArray(path) ? (path[0] ?? null) : (path ?? null);
}
