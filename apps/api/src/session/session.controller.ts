import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { type FastifyReply } from 'fastify';
import { hashPassword, hashToken, isPassword, newToken } from '#identity';
import { Sessions } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { administrators, AllowedTo, caseRoles, OpenToStrangers } from './access.js';
import { Reader, type ReaderIdentity, type RequestOfReader } from './reader.js';
import { sessionCookie, tokenOf } from './session.guard.js';

/** Hours that a session lasts: a working day with its evening. */
const sessionHours = 12;

export class SignInDto {
  @IsString() @MaxLength(60) name: string;
  @IsString() @MaxLength(200) password: string;
  /** With a one-time code as the password: the password from now on. */
  @IsOptional() @IsString() @MinLength(10) @MaxLength(200) newPassword?: string;
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
  async signIn(@Body() { name, password, newPassword }: SignInDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const account = await this.sessions.account(name);
    const known = await isPassword(password, account?.passwordHash ?? account?.oneTimeCodeHash ?? null);
    if (!account || !known) throw new Problem(401, 'wrong-credentials');
    if (account.passwordHash === null) {
      if (!newPassword) throw new Problem(403, 'password-needed');
      await this.sessions.setPassword(account.id, await hashPassword(newPassword));
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
      villages: scope.villages,
      demonstration: this.settings.demonstration,
    };
  }
}
