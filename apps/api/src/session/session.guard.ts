import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { actorAt, identitiesOf, type Role } from '#domain';
import { scopeAt } from '#engine';
import { hashToken } from '#identity';
import { PgDirectories, PgTransactions, type SessionHolder, Sessions } from '#persistence';
import { Problem } from '../http/problem.js';
import { type Access, ACCESS } from './access.js';
import { type ReaderIdentity, type RequestOfReader } from './reader.js';

export const sessionCookie = 'guacun_session';

/** Lets a request in: known session, and a role that the route is open to. What the person sees, the scope decides. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDirectories) private readonly directories: PgDirectories,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.open) return true;
    const request = context.switchToHttp().getRequest<RequestOfReader>();
    const token = tokenOf(request);
    const holder = token ? await this.sessions.holder(hashToken(token)) : null;
    if (!holder) throw new Problem(401, 'signed-out');
    const reader = await this.identify(holder);
    if (!access?.roles.some((role) => reader.roles.has(role))) throw new Problem(403, 'not-allowed');
    request.reader = reader;
    return true;
  }

  private async identify(holder: SessionHolder): Promise<ReaderIdentity> {
    return this.transactions.read(async (tx) => {
      const directory = await this.directories.of(tx, holder.countyCode);
      const actor = actorAt(holder.personId, directory, tx.now);
      const postings = identitiesOf(actor).flatMap((one) => one.postings);
      return {
        ...holder,
        roles: new Set<Role>(postings.map(({ role }) => role)),
        actor,
        scope: scopeAt(holder.countyCode, actor, directory, tx.now),
      };
    });
  }
}

export function tokenOf(request: RequestOfReader): string | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? request.cookies?.[sessionCookie];
}
