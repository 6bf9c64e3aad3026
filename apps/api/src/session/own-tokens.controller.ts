import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator'; // prettier-ignore
import { longestTokenDays } from '#domain';
import { type FastifyRequest } from 'fastify';
import { OwnTokens } from '#engine';
import { PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, BySessionOnly, everybody } from './access.js';
import { addressOf } from './address.js';
import { Reader, type SessionReader } from './reader.js';
import { signInLater } from './refusals.js';
import { RouteGroups } from './route-groups.js';
import { tokenView } from './token-view.js';

export class MakeTokenDto {
  /** What it is for, so that you recognise it later. */
  @IsString() @MinLength(1) @MaxLength(60) name: string;
  /** Days that it is good for. */
  @IsInt() @Min(1) @Max(longestTokenDays) days: number;
  /** Whether it only reads; it does unless you say otherwise. */
  @IsOptional() @IsBoolean() readOnly?: boolean;
  /** The groups of routes that it opens, such as `cases`; all that tokens may be used for unless you name some. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(50) @IsString({ each: true }) routeGroups?: string[];
  /** The password that I sign in with: whoever has my session alone makes no token. */
  @IsString() @MaxLength(200) password: string;
  /** Where I have a second factor: six digits of the authenticator application, or a recovery code. */
  @IsOptional() @IsString() @MaxLength(40) code?: string;
}

/** My API tokens, for tools. A token never opens more than I may do myself at that moment. */
@Controller('v1/me/tokens')
@AllowedTo(...everybody)
@BySessionOnly()
export class OwnTokensController {
  constructor(
    @Inject(OwnTokens) private readonly tokens: OwnTokens,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    private readonly groups: RouteGroups,
  ) {}

  @Get()
  async list(@Reader() { accountId }: SessionReader) {
    const tokens = await this.transactions.read((tx) => this.tokens.list(tx, accountId));
    return { items: tokens.map(tokenView), routeGroups: this.groups.forTokens() };
  }

  /** Makes a token; it is shown in this answer and never again. */
  @Post()
  @HttpCode(201)
  async make(@Body() body: MakeTokenDto, @Reader() reader: SessionReader, @Req() request: FastifyRequest) {
    const { name, days, readOnly = true, routeGroups, password, code } = body;
    const known = this.groups.forTokens();
    if (routeGroups?.some((group) => !known.includes(group))) {
      const fields = [{ field: 'routeGroups', rule: 'enum', data: { allowedValues: known } }];
      throw new Problem(422, 'bad-fields', { fields });
    }
    const scope = { readOnly, routeGroups: routeGroups ? [...new Set(routeGroups)].sort() : null };
    const confirming = { by: reader, sessionId: reader.sessionId, password, address: addressOf(request) };
    const result = await this.tokens.make(confirming, code, { name, days, ...scope });
    switch (result.kind) {
      case 'made':
        return { ...tokenView(result.made), token: result.token };
      case 'too-many':
        throw new Problem(409, 'too-many-tokens');
      case 'wrong':
        throw new Problem(403, 'wrong-password');
      case 'code-needed':
      case 'wrong-code':
        throw new Problem(403, result.kind);
      case 'wait':
        throw signInLater(result.seconds);
    }
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Reader() reader: SessionReader, @Param('id', uuidInPath) id: string): Promise<void> {
    const isRevoked = await this.transactions.run((tx) => this.tokens.revoke(tx, reader, reader.accountId, id));
    if (!isRevoked) throw new Problem(404, 'not-found');
  }
}
