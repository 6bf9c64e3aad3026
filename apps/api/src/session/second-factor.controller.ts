import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CheckedCode, type GivenFactor, OwnSecondFactor } from '#engine';
import { PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { AllowedTo, BySessionOnly, DuringEnrolment, everybody } from './access.js';
import { addressOf } from './address.js';
import { Cookies } from './cookies.js';
import { Reader, type SessionReader } from './reader.js';
import { signInLater } from './refusals.js';

export class ConfirmPasswordDto {
  @IsString() @MaxLength(200) password: string;
}

export class CodeDto {
  /** Six digits of the authenticator application, or where it says so a recovery code. */
  @IsString() @MaxLength(40) code: string;
}

/** My second factor: an authenticator application on my phone, and recovery codes in case I lose it. */
@Controller('v1/me')
@AllowedTo(...everybody)
@BySessionOnly()
@DuringEnrolment()
export class SecondFactorController {
  constructor(
    @Inject(OwnSecondFactor) private readonly factor: OwnSecondFactor,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  @Get('second-factor')
  async state(@Reader() reader: SessionReader) {
    const { isOn, recoveryCodesLeft } = await this.transactions.read((tx) => this.factor.state(tx, reader));
    return { isOn, mustEnrol: reader.mustEnrol, recoveryCodesLeft };
  }

  /**
   * Begins to enrol an authenticator application: its secret, once, as text and as an address to be shown as a QR code.
   * An application that is in force stays so until a code of the new one has been given, within a quarter of an hour.
   */
  @Post('second-factor')
  @HttpCode(201)
  async begin(
    @Body() { password }: ConfirmPasswordDto,
    @Reader() reader: SessionReader,
    @Req() request: FastifyRequest,
  ) {
    const { sessionId } = reader;
    const result = await this.factor.begin({ by: reader, sessionId, password, address: addressOf(request) });
    switch (result.kind) {
      case 'begun':
        return { secret: result.secret, uri: result.uri };
      case 'wrong':
        throw new Problem(403, 'wrong-password');
      case 'wait':
        throw signInLater(result.seconds);
    }
  }

  /**
   * Gives the first code of the new application, which is in force from then on. Answers recovery codes, once, and a new
   * token of this session; my other sessions end.
   */
  @Post('second-factor/confirmation')
  @HttpCode(200)
  async confirm(
    @Body() { code }: CodeDto,
    @Reader() reader: SessionReader,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const result = await this.factor.confirm(given(reader, code, request));
    if (result.kind === 'none-begun') throw new Problem(409, 'no-enrolment');
    const { recoveryCodes, token } = done(result);
    this.cookies.setSession(reply, token);
    return { recoveryCodes, token };
  }

  /** Signs in with the password alone from now on; administrators and supervisors then have to enrol again. */
  @Delete('second-factor')
  @HttpCode(204)
  async remove(@Body() { code }: CodeDto, @Reader() reader: SessionReader, @Req() request: FastifyRequest) {
    done(await this.factor.remove(given(reader, code, request)));
  }

  /** Ten new recovery codes, shown once; the old ones are void. */
  @Post('recovery-codes')
  @HttpCode(201)
  async renew(@Body() { code }: CodeDto, @Reader() reader: SessionReader, @Req() request: FastifyRequest) {
    const { recoveryCodes } = done(await this.factor.renewRecoveryCodes(given(reader, code, request)));
    return { recoveryCodes };
  }
}

function given(reader: SessionReader, code: string, request: FastifyRequest): GivenFactor {
  return { by: reader, sessionId: reader.sessionId, code, address: addressOf(request) };
}

function done<T>(result: CheckedCode<T>): T {
  switch (result.kind) {
    case 'done':
      return result;
    case 'wrong-code':
      throw new Problem(403, 'wrong-code');
    case 'wait':
      throw signInLater(result.seconds);
  }
}
