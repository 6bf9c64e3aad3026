import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type FastifyReply } from 'fastify';
import { hashPassword, hashToken, isPassword, newToken } from '#identity';
import { Sessions, type SignInAccount } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { administrators, AllowedTo, caseRoles, OpenToStrangers } from './access.js';
import { Reader, type ReaderIdentity, type RequestOfReader } from './reader.js';
import { sessionCookie, tokenOf } from './session.guard.js';

/** Length over composition: a sentence is easier to keep than signs. */
const shortestPassword = 10;
/** Hours that a session lasts: a working day with its evening. */
const sessionHours = 12;

export class SignInDto {
  @IsString() @MaxLength(60) name: string;
  @IsString() @MaxLength(200) password: string;
  /** At the first sign-in the one-time code that the start printed: `password` is then the one chosen from now on. */
  @IsOptional() @IsString() @MaxLength(20) code?: string;
}

@Controller('v1')
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Signs in: a session cookie for a browser, the same token for tools (`Authorization: Bearer`). */
  @Post('session')
  @OpenToStrangers()
  @HttpCode(201)
  async signIn(@Body() { name, password, code }: SignInDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const account = await this.sessions.account(name);
    if (account?.passwordHash === null) await this.enterFirst(account, password, code);
    else if (!(await isPassword(password, account?.passwordHash ?? null)) || !account) {
      throw new Problem(401, 'wrong-credentials');
    }
    const { token, hash } = newToken();
    await this.sessions.open(account.id, hash, sessionHours);
    void reply.setCookie(sessionCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.settings.secureCookies,
      maxAge: sessionHours * 3600,
    });
    return { token };
  }

  /** An account without a password yet: its one-time code lets its holder choose one, once. */
  private async enterFirst(account: SignInAccount, password: string, code: string | undefined): Promise<void> {
    if (!(await isPassword(code ?? password, account.oneTimeCodeHash))) throw new Problem(401, 'wrong-credentials');
    if (code === undefined) throw new Problem(403, 'password-needed');
    if (password.length < shortestPassword) {
      const data = { limit: shortestPassword };
      throw new Problem(422, 'bad-fields', { fields: [{ field: 'password', rule: 'minLength', data }] });
    }
    const isFirst = await this.sessions.setPassword(account.id, await hashPassword(password));
    if (!isFirst) throw new Problem(401, 'wrong-credentials');
  }

  @Delete('session')
  @AllowedTo(...caseRoles, ...administrators)
  @HttpCode(204)
  async signOut(@Req() request: RequestOfReader, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = tokenOf(request);
    if (token) await this.sessions.close(hashToken(token));
    void reply.clearCookie(sessionCookie, { path: '/' });
  }

  /** Who I am and what I hold. */
  @Get('me')
  @AllowedTo(...caseRoles, ...administrators)
  me(@Reader() { personId, name, countyCode, roles, actor, scope }: ReaderIdentity) {
    return {
      personId,
      name,
      countyCode,
      roles: [...roles],
      postings: actor.postings,
      villages: scope.views[0]?.villages ?? [],
      demonstration: this.settings.demonstration,
    };
  }
}
