import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { type AccountChange, AdministerAccounts, type GivenCode, type Tx } from '#engine';
import { PgTransactions } from '#persistence';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, BySessionOnly } from '../session/access.js';
import { instantOf } from '../session/instant-of.js';
import { Reader, type SessionReader } from '../session/reader.js';
import { tokenView } from '../session/token-view.js';

export class CreateAccountDto {
  /** Whose account: somebody in the county's register of people. */
  @IsUUID() personId: string;
  /** What the person signs in with: letters of any script, digits, `.`, `_`, `-`. */
  @IsString() @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u) name: string;
}

export class AccountPageDto {
  @IsOptional() @IsString() @MaxLength(60) cursor?: string;
  @IsOptional() @Transform(({ value }) => Number(value)) @IsInt() @Min(1) @Max(200) limit?: number;
}

/**
 * Accounts of the own county. The system administrator opens, closes and resets them; the security administrator ends
 * lock-outs, second factors and tokens. Neither can take an account with a second factor over alone.
 */
@Controller('v1/accounts')
@BySessionOnly()
export class AccountsController {
  constructor(
    @Inject(AdministerAccounts) private readonly accounts: AdministerAccounts,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
  ) {}

  @Get()
  @AllowedTo('system-admin', 'security-admin')
  async list(@Query() { cursor, limit = 50 }: AccountPageDto, @Reader() reader: SessionReader) {
    const after = cursor === undefined ? null : nameIn(cursor);
    const found = await this.transactions.read((tx) => this.accounts.list(tx, reader, after, limit + 1));
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? Buffer.from(last.name).toString('base64url') : null };
  }

  /** Opens an account for a person. The one-time code is shown in this answer and never again. */
  @Post()
  @AllowedTo('system-admin')
  @HttpCode(201)
  async create(@Body() { personId, name }: CreateAccountDto, @Reader() reader: SessionReader) {
    const result = await this.transactions.run((tx) => this.accounts.create(tx, reader, { personId, name }));
    switch (result.kind) {
      case 'created':
        return { id: result.id, name, personId, ...codeView(result) };
      case 'unknown-person':
        throw new Problem(422, 'bad-fields', { fields: [{ field: 'personId', rule: 'unknown-person' }] });
      case 'name-taken':
        throw new Problem(409, 'name-taken');
      case 'has-account':
        throw new Problem(409, 'has-account');
    }
  }

  /** Somebody forgot the password: a one-time code to choose a new one, shown once. The second factor stays as it is. */
  @Post(':id/password-reset')
  @AllowedTo('system-admin')
  @HttpCode(201)
  async resetPassword(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader) {
    const given = await this.transactions.run((tx) => this.accounts.resetPassword(tx, reader, id));
    if (!given) throw new Problem(404, 'not-found');
    return codeView(given);
  }

  /** Closes an account: its sessions end at once, its tokens open nothing. */
  @Post(':id/disable')
  @AllowedTo('system-admin')
  @HttpCode(204)
  disable(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader): Promise<void> {
    return this.change((tx) => this.accounts.disable(tx, reader, id));
  }

  @Post(':id/enable')
  @AllowedTo('system-admin')
  @HttpCode(204)
  enable(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader): Promise<void> {
    return this.change((tx) => this.accounts.enable(tx, reader, id));
  }

  /** Lets somebody who mistyped too often try again at once. */
  @Post(':id/unlock')
  @AllowedTo('security-admin')
  @HttpCode(204)
  unlock(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader): Promise<void> {
    return this.change((tx) => this.accounts.unlock(tx, reader, id));
  }

  /** Somebody lost the phone and the recovery codes: the second factor goes, and a new one has to be enrolled. */
  @Delete(':id/second-factor')
  @AllowedTo('security-admin')
  @HttpCode(204)
  resetSecondFactor(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader): Promise<void> {
    return this.change((tx) => this.accounts.resetSecondFactor(tx, reader, id));
  }

  @Get(':id/tokens')
  @AllowedTo('security-admin')
  async listTokens(@Param('id', uuidInPath) id: string, @Reader() reader: SessionReader) {
    const tokens = await this.transactions.read((tx) => this.accounts.tokensOf(tx, reader, id));
    if (!tokens) throw new Problem(404, 'not-found');
    return { items: tokens.map(tokenView) };
  }

  @Delete(':id/tokens/:token')
  @AllowedTo('security-admin')
  @HttpCode(204)
  revokeToken(
    @Param('id', uuidInPath) id: string,
    @Param('token', uuidInPath) token: string,
    @Reader() reader: SessionReader,
  ): Promise<void> {
    return this.change((tx) => this.accounts.revokeToken(tx, reader, id, token));
  }

  private async change(work: (tx: Tx) => Promise<AccountChange>): Promise<void> {
    const { kind } = await this.transactions.run(work);
    if (kind === 'not-found') throw new Problem(404, 'not-found');
    if (kind === 'own-account' || kind === 'has-account') throw new Problem(409, kind);
  }
}

const codeView = ({ oneTimeCode, expiresAt }: GivenCode) => ({ oneTimeCode, expiresAt: instantOf(expiresAt) });

function nameIn(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (name === '' || name.includes('\0') || /\p{Surrogate}|\ufffd/u.test(name)) {
    throw new Problem(422, 'bad-fields', { fields: [{ field: 'cursor', rule: 'not-a-cursor' }] });
  }
  return name;
}
