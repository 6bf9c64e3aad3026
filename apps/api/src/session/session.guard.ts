import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { actorAt, identitiesOf, type Role, needsSecondFactor, tokenAllows } from '#domain';
import { scopeAt } from '#engine';
import { apiTokenPrefix, hashToken } from '#identity';
import { type Caller, CallerLookup, PgAuditLog, PgDirectories, PgTransactions } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { type Access, ACCESS, BY_SESSION_ONLY, DURING_ENROLMENT } from './access.js';
import { AccountLimit } from './account-limit.js';
import { Cookies } from './cookies.js';
import { refuseForeign } from './foreign-origin.js';
import { type ReaderIdentity, type RequestOfReader } from './reader.js';
import { routeGroupOf } from './route-groups.js';

/**
 * Lets a request in: a known session or token, its limits, and a role that the route is open to. What the person sees,
 * the scope decides.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  private readonly publicUrl: string | null;
  private readonly demonstration: boolean;

  constructor(
    private readonly reflector: Reflector,
    @Inject(CallerLookup) private readonly callers: CallerLookup,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDirectories) private readonly directories: PgDirectories,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(PgAuditLog) private readonly audit: PgAuditLog,
    @Inject(AccountLimit) private readonly limit: AccountLimit,
    @Inject(SETTINGS) { publicUrl, demonstration }: Settings,
  ) {
    this.publicUrl = publicUrl ?? null;
    this.demonstration = demonstration;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const said = <T>(key: symbol) =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    const access = said<Access>(ACCESS);
    const request = context.switchToHttp().getRequest<RequestOfReader>();
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const cookie = bearer === undefined ? this.cookies.session(request) : undefined;
    refuseForeign(request, this.publicUrl, cookie !== undefined && !access?.open);
    if (access?.open) return true;
    const caller = await this.recognise(bearer ?? cookie);
    if (!caller) throw new Problem(401, 'signed-out');
    this.limit.count(caller.accountId);
    const { tokenScope } = caller;
    if (tokenScope && (said(BY_SESSION_ONLY) || !tokenAllows(tokenScope, request.method, routeGroupOf(request)))) {
      return this.refuse(caller, request, 'token-too-narrow');
    }
    const reader = await this.identify(caller);
    if (reader.mustEnrol && !said(DURING_ENROLMENT)) throw new Problem(403, 'second-factor-missing');
    if (!access?.roles.some((role) => reader.roles.has(role))) return this.refuse(caller, request, 'not-allowed');
    request.reader = reader;
    return true;
  }

  /** Who tries a door that is closed to the person's roles leaves a line in the audit log: the route, never its ids. */
  private async refuse(
    { countyCode, personId, accountId }: Caller,
    { method, routeOptions }: RequestOfReader,
    why: 'not-allowed' | 'token-too-narrow',
  ): Promise<never> {
    const data = { why, method, route: routeOptions.url ?? null };
    const entry = { countyCode, kind: 'access-refused', personId, accountId, data } as const;
    await this.transactions.run((tx) => this.audit.record(tx, entry));
    throw new Problem(403, why);
  }

  private async recognise(token: string | undefined): Promise<Caller | null> {
    if (token === undefined) return null;
    const hash = hashToken(token);
    return token.startsWith(apiTokenPrefix) ? this.callers.byToken(hash) : this.callers.bySession(hash);
  }

  private async identify({ tokenScope: _, ...identity }: Caller): Promise<ReaderIdentity> {
    return this.transactions.read(async (tx) => {
      const directory = await this.directories.of(tx, identity.countyCode);
      const actor = actorAt(identity.personId, directory, tx.now);
      const postings = identitiesOf(actor).flatMap((one) => one.postings);
      const roles = new Set<Role>(postings.map(({ role }) => role));
      return {
        ...identity,
        roles,
        mustEnrol: !identity.hasSecondFactor && !this.demonstration && needsSecondFactor(roles),
        actor,
        scope: scopeAt(identity.countyCode, actor, directory, tx.now),
      };
    });
  }
}
