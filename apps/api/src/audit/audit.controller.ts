import { Controller, Get, Inject, Query } from '@nestjs/common';
import { formatInstant } from '#domain';
import { type Tx } from '#engine';
import { AuditEntries, type AuditQuestion, PgAuditLog, PgDefinitions, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { Problem } from '../http/problem.js';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { AuditQuery } from './audit.dto.js';

/** The audit, for whoever watches over it: and that it was read is in it too. */
@Controller('v1/audit')
@AllowedTo('audit-admin')
export class AuditController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(AuditEntries) private readonly entries: AuditEntries,
    @Inject(PgAuditLog) private readonly log: PgAuditLog,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  @Get()
  read(@Query() query: AuditQuery, @Reader() reader: ReaderIdentity) {
    const question = questionOf(query);
    return this.transactions.run(async (tx) => {
      const found = await this.entries[query.source](tx, reader.countyCode, { ...question, limit: query.limit + 1 });
      const page = found.slice(0, query.limit);
      await this.recordReading(tx, query, page.length, reader);
      const zone = (await this.definitions.calendar(tx, reader.countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
      return {
        items: page.map(({ at, ...entry }) => ({ ...entry, at: formatInstant(at, zone) })),
        nextCursor: found.length > query.limit ? cursorAt(page.at(-1)!.id) : null,
      };
    });
  }

  private recordReading(tx: Tx, query: AuditQuery, count: number, { countyCode, personId, accountId }: ReaderIdentity) {
    const { source, kind, person, subject, from, to } = query;
    const asked = Object.fromEntries(
      Object.entries({ source, kind, person, subject, from, to }).filter(([, value]) => value !== undefined),
    );
    const entry = { countyCode, kind: 'audit-read', personId, accountId, data: { ...asked, count } } as const;
    return this.log.record(tx, entry);
  }
}

function questionOf({ kind, person, subject, from, to, cursor, limit }: AuditQuery): AuditQuestion {
  return {
    ...{ kind: kind ?? null, personId: person ?? null, subject: subject ?? null, limit },
    ...{ from: instantIn('from', from), to: instantIn('to', to), before: positionOf(cursor) },
  };
}

function instantIn(field: string, written: string | undefined): Temporal.Instant | null {
  if (written === undefined) return null;
  try {
    return Temporal.Instant.from(written);
  } catch {
    throw new Problem(422, 'bad-fields', { fields: [{ field, rule: 'not-an-instant' }] });
  }
}

const cursorAt = (id: string): string => Buffer.from(id).toString('base64url');

function positionOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,18}$/.test(id)) return id;
  throw new Problem(422, 'bad-fields', { fields: [{ field: 'cursor', rule: 'not-a-cursor' }] });
}
