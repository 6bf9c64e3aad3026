import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor, type Role } from '#domain';
import { type Scope } from '#engine';
import { type FastifyRequest } from 'fastify';

/** Who is asking: the person of the session, with what the postings and links of this instant let them see and do. */
export interface ReaderIdentity {
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  readonly countyCode: string;
  readonly roles: ReadonlySet<Role>;
  readonly actor: Actor;
  readonly scope: Scope;
  /** The session that the request is part of; null for an API token. */
  readonly sessionId: string | null;
  readonly hasSecondFactor: boolean;
  /** Has to enrol a second factor before anything else. */
  readonly mustEnrol: boolean;
}

/** Who is asking in a session: of routes that are closed to API tokens. */
export type SessionReader = ReaderIdentity & { readonly sessionId: string };

export type RequestOfReader = FastifyRequest & { reader?: ReaderIdentity };

/** The reader of a request, as a parameter of a handler; the guard has put it there. */
export const Reader = createParamDecorator((_data: unknown, context: ExecutionContext): ReaderIdentity => {
  const { reader } = context.switchToHttp().getRequest<RequestOfReader>();
  if (!reader) throw new Error('a route that is open to strangers asked for its reader');
  return reader;
});
