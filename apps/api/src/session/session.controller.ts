import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { OwnSessions, SignIn } from '#engine';
import { PgTransactions } from '#persistence';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, BySessionOnly, DuringEnrolment, everybody, OpenToStrangers } from './access.js';
import { addressOf } from './address.js';
import { Cookies } from './cookies.js';
import { Reader, type ReaderIdentity, type SessionReader } from './reader.js';
import { badPassword, signInLater } from './refusals.js';

export class SignInDto {
  @IsString() @MaxLength(60) name: string;
  @IsString() @MaxLength(200) password: string;
  /**
   * The code of the authenticator application, or a recovery code in its place. At the first sign-in the one-time code
   * that was handed over: `password` is then the one chosen from now on.
   */
  @IsOptional() @IsString() @MaxLength(40) code?: string;
}

@Controller('v1')
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signing: SignIn,
    @Inject(OwnSessions) private readonly sessions: OwnSessions,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Signs in: a session cookie for a browser, the same token for tools (`Authorization: Bearer`). */
  @Post('session')
  @OpenToStrangers()
  @HttpCode(201)
  async signIn(
    @Body() { name, password, code }: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const result = await this.signing.run({
      name,
      password,
      code,
      address: addressOf(request),
      userAgent: request.headers['user-agent'],
      browser: this.cookies.browser(request),
    });
    switch (result.kind) {
      case 'signed-in':
        this.cookies.setSession(reply, result.token);
        this.cookies.setBrowser(reply, result.browser);
        return { token: result.token };
      case 'wrong':
        throw new Problem(401, 'wrong-credentials');
      case 'wait':
        throw signInLater(result.seconds);
      case 'password-needed':
        throw new Problem(403, 'password-needed');
      case 'code-needed':
        throw new Problem(403, 'code-needed');
      case 'bad-password':
        throw badPassword('password', result.problem);
    }
  }

  @Delete('session')
  @AllowedTo(...everybody)
  @BySessionOnly()
  @DuringEnrolment()
  @HttpCode(204)
  async signOut(@Reader() reader: SessionReader, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.transactions.run((tx) => this.sessions.end(tx, reader, reader.sessionId, false));
    this.cookies.clearSession(reply);
  }

  /** Who I am and what I hold. */
  @Get('me')
  @AllowedTo(...everybody)
  @DuringEnrolment()
  me(@Reader() { personId, name, countyCode, roles, actor, scope, hasSecondFactor, mustEnrol }: ReaderIdentity) {
    return {
      personId,
      name,
      countyCode,
      roles: [...roles],
      postings: actor.postings,
      villages: scope.views[0]?.villages ?? [],
      demonstration: this.settings.demonstration,
      hasSecondFactor,
      mustEnrol,
    };
  }
}
