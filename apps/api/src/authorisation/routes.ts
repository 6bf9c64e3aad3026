import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type Role } from '#domain';
import { honoursKey } from '../idempotency/honours-key.js';
import { type Access, ACCESS } from '../session/access.js';

/** A route as its controller declares it. */
export interface Route {
  readonly method: string;
  /** Below `/api`: `/v1/cases/:id`. */
  readonly path: string;
  /** Open to strangers; otherwise to these roles. */
  readonly open: boolean;
  readonly roles: readonly Role[];
  readonly params: readonly RouteParam[];
  /** Answers the same when it is asked again with the same `Idempotency-Key`. */
  readonly honoursKey: boolean;
}

export interface RouteParam {
  readonly name: string;
  /** The segment before it, which says what it names: `cases` of `/v1/cases/:id`. */
  readonly of: string;
}

/** Every route of a module's controllers, by path. A route that names nobody is open to nobody. */
export function routesOf(module: Type): Route[] {
  const controllers = (Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, module) ?? []) as Type[];
  return controllers.flatMap(ofController).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${path} ${method}`;

function ofController(controller: Type): Route[] {
  const prototype = controller.prototype as object;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = (Object.getOwnPropertyDescriptor(prototype, name)?.value ?? null) as object | null;
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined || method === null) return [];
    const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
      Access | undefined;
    const path = `/${[pathOf(controller), pathOf(handler)].filter((part) => part !== '').join('/')}`;
    return {
      method: RequestMethod[method],
      path,
      open: access?.open ?? false,
      roles: access && !access.open ? access.roles : [],
      params: paramsOf(path),
      honoursKey: honoursKey(handler, controller),
    };
  });
}

function pathOf(target: object): string {
  return String(Reflect.getMetadata(PATH_METADATA, target) ?? '').replace(/^\/+|\/+$/g, '');
}

function paramsOf(path: string): RouteParam[] {
  const parts = path.split('/');
  return parts.flatMap((part, i) => {
    const name = /^:(\w+)/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, of: parts[i - 1] ?? '' }];
  });
}
