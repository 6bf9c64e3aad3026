import { RequestMethod, SetMetadata, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { type Access, ACCESS, BY_SESSION_ONLY } from '../session/access.js';

const WITHOUT_KEY = Symbol('without an Idempotency-Key');
/** A change that honours no `Idempotency-Key`; whoever declares it says why. */
export const WithoutIdempotencyKey = () => SetMetadata(WITHOUT_KEY, true);

const changing = new Set([RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE]);

type Handler = (...args: never[]) => unknown;

/**
 * Whether a route answers the same when it is asked again with the same `Idempotency-Key`: every change by people at
 * work. Not what is open to strangers or to sessions alone: its answers are secrets that are shown once.
 */
export function honoursKey(handler: Handler | object, controller: Type): boolean {
  const said = (key: symbol): unknown =>
    (Reflect.getMetadata(key, handler) as unknown) ?? Reflect.getMetadata(key, controller);
  const access = said(ACCESS) as Access | undefined;
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
  return changing.has(method) && access?.open === false && !said(BY_SESSION_ONLY) && !said(WITHOUT_KEY);
}
