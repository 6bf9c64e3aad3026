import { Body, Controller, HttpCode, Inject, Put, Req, Res } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ChangePassword } from '#engine';
import { Problem } from '../http/problem.js';
import { AllowedTo, BySessionOnly, DuringEnrolment, everybody } from './access.js';
import { addressOf } from './address.js';
import { Cookies } from './cookies.js';
import { Reader, type SessionReader } from './reader.js';
import { badPassword, signInLater } from './refusals.js';

export class ChangePasswordDto {
  /** The password until now. */
  @IsString() @MaxLength(200) old: string;
  /** The password from now on: 10 to 128 characters, any that you like. */
  @IsString() @MaxLength(200) new: string;
}

@Controller('v1/me/password')
@AllowedTo(...everybody)
@BySessionOnly()
@DuringEnrolment()
export class OwnPasswordController {
  constructor(
    @Inject(ChangePassword) private readonly changing: ChangePassword,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  /**
   * Changes my password. My other sessions end and all my API tokens are revoked; the answer says how many. This session
   * goes on under a new token.
   */
  @Put()
  @HttpCode(200)
  async change(
    @Body() body: ChangePasswordDto,
    @Reader() reader: SessionReader,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { sessionId } = reader;
    const confirming = { by: reader, sessionId, password: body.old, address: addressOf(request) };
    const result = await this.changing.run(confirming, body.new);
    switch (result.kind) {
      case 'changed':
        this.cookies.setSession(reply, result.token);
        return { token: result.token, ended: result.ended };
      case 'wrong':
        throw new Problem(403, 'wrong-password');
      case 'wait':
        throw signInLater(result.seconds);
      case 'bad-password':
        throw badPassword('new', result.problem);
    }
  }
}
