import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import {
  isOwnPosting,
  type RegisterEntries,
  type RegisterName,
  type RegisterProblem,
  type RegisterWithTerms,
} from '#domain';
import { type ChangeResult, CorrectRecord, EndRecord, EnterRecords, readingArea, type Tx } from '#engine';
import { PgDefinitions, PgTransactions, type RegisterFilter, RegisterPages } from '#persistence';
import { etagOf, versionOf } from '../http/etag.js';
import { instantField } from '../http/instant-field.js';
import { Problem } from '../http/problem.js';
import { type ReaderIdentity } from '../session/reader.js';
import { edgeView, recordView } from './record-view.js';

/** One register, for one reader. */
interface At<Name extends RegisterName> {
  readonly register: Name;
  readonly reader: ReaderIdentity;
}

/** Where the registers of people are read and written, whichever it is; the doors know the shape of their entries. */
@Injectable()
export class RegisterDesk {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(RegisterPages) private readonly pages: RegisterPages,
    @Inject(EnterRecords) private readonly enterRecords: EnterRecords,
    @Inject(CorrectRecord) private readonly correctRecord: CorrectRecord,
    @Inject(EndRecord) private readonly endRecord: EndRecord,
  ) {}

  async page<Name extends RegisterName>(
    { register, reader }: At<Name>,
    { current, at, ...filter }: RegisterFilter & { current?: boolean },
    paging: { cursor?: string; limit: number },
  ) {
    return this.transactions.read(async (tx) => {
      const asked = { ...filter, at: current ? tx.now : at };
      const page = await this.pages.page(tx, register, partOf(reader), { filter: asked, ...paging });
      if (!page) throw new Problem(422, 'bad-fields', { fields: [{ field: 'cursor', rule: 'not-a-cursor' }] });
      const zone = await this.zone(tx, reader);
      return { ...page, items: page.items.map((item) => recordView(item, zone)) };
    });
  }

  async one<Name extends RegisterName>({ register, reader }: At<Name>, id: string, reply: FastifyReply) {
    return this.transactions.read(async (tx) => {
      const item = await this.pages.one(tx, register, partOf(reader), id);
      if (!item) throw new Problem(404, 'not-found');
      void reply.header('etag', etagOf(item.version));
      return recordView(item, await this.zone(tx, reader));
    });
  }

  async enter<Name extends RegisterName>(
    at: At<Name>,
    entry: RegisterEntries[Name],
    path: string,
    reply: FastifyReply,
  ) {
    const { register, reader } = at;
    return this.transactions.run(async (tx) => {
      const { countyCode } = reader;
      const [outcome] = await this.enterRecords.execute(tx, {
        ...{ countyCode, register, registrar: registrarOf(reader), entries: [entry] },
      });
      switch (outcome!.kind) {
        case 'not-allowed':
          throw new Problem(403, isOwnPosting(register, entry, reader) ? 'own-posting' : 'not-allowed');
        case 'refused':
          throw refusal(outcome!.problems, await this.zone(tx, reader));
        case 'entered':
          void reply.header('location', `/api/v1/${path}/${outcome!.record.id}`);
          return this.written(tx, at, outcome!.record.id, reply);
      }
    });
  }

  async correct<Name extends RegisterName>(
    at: At<Name>,
    id: string,
    ifMatch: string | undefined,
    changes: Partial<RegisterEntries[Name]>,
    reply: FastifyReply,
  ) {
    const { register, reader } = at;
    return this.transactions.run(async (tx) => {
      const version = await this.versionSeen(tx, at, id, ifMatch);
      const { countyCode } = reader;
      const command = { countyCode, register, registrar: registrarOf(reader), id, version, changes };
      return this.changed(tx, at, id, await this.correctRecord.execute(tx, command), reply);
    });
  }

  async end<Name extends RegisterWithTerms>(
    at: At<Name>,
    id: string,
    ifMatch: string | undefined,
    written: string | undefined,
    reply: FastifyReply,
  ) {
    const { register, reader } = at;
    return this.transactions.run(async (tx) => {
      const version = await this.versionSeen(tx, at, id, ifMatch);
      const { countyCode } = reader;
      const end = written === undefined ? tx.now : instantField('at', written);
      const command = { countyCode, register, registrar: registrarOf(reader), id, version, at: end };
      return this.changed(tx, at, id, await this.endRecord.execute(tx, command), reply);
    });
  }

  private async versionSeen<Name extends RegisterName>(
    tx: Tx,
    { register, reader }: At<Name>,
    id: string,
    ifMatch: string | undefined,
  ): Promise<number> {
    const item = await this.pages.one(tx, register, partOf(reader), id);
    if (!item) throw new Problem(404, 'not-found');
    const version = versionOf(ifMatch);
    if (version === null) throw new Problem(428, 'version-missing', { data: { version: item.version } });
    return version;
  }

  private async changed<Name extends RegisterName>(
    tx: Tx,
    at: At<Name>,
    id: string,
    result: ChangeResult<Name>,
    reply: FastifyReply,
  ) {
    switch (result.kind) {
      case 'not-found':
        throw new Problem(404, 'not-found');
      case 'not-allowed':
        throw new Problem(403, 'not-allowed');
      case 'stale':
        throw new Problem(412, 'version-stale', {
          ...{ data: { version: result.version }, members: { version: result.version } },
        });
      case 'refused':
        throw refusal(result.problems, await this.zone(tx, at.reader));
      case 'withdrawn':
        return { id, withdrawn: true };
      case 'done':
        return this.written(tx, at, id, reply);
    }
  }

  /** The record as it stands after the change: the writer sees once more what was written, wherever it lies now. */
  private async written<Name extends RegisterName>(
    tx: Tx,
    { register, reader }: At<Name>,
    id: string,
    reply: FastifyReply,
  ) {
    const item = await this.pages.one(tx, register, { ...partOf(reader), area: 'county' }, id);
    if (!item) throw new Error(`${register} ${id} was written and is not there`);
    void reply.header('etag', etagOf(item.version));
    return recordView(item, await this.zone(tx, reader));
  }

  private async zone(tx: Tx, { countyCode }: ReaderIdentity): Promise<string> {
    return (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
  }
}

/** The part of the county's registers that the reader sees. */
export function partOf({ countyCode, actor }: ReaderIdentity) {
  const keepsPersons = actor.postings.some(({ role }) => role === 'system-admin');
  return { countyCode, area: readingArea(actor.postings), keepsPersons };
}

function registrarOf({ personId, accountId, actor }: ReaderIdentity) {
  return { personId, accountId, postings: actor.postings };
}

/** Mistakes in the entry come first; only a sound entry can collide with what is there. */
function refusal(problems: readonly RegisterProblem[], zone: string): Problem {
  const mistakes = problems.filter(({ collides }) => !collides);
  const told = (mistakes.length > 0 ? mistakes : problems).map(({ field, code, data }) => ({
    ...{ field, rule: code, data: dataView(data, zone) },
  }));
  return mistakes.length > 0
    ? new Problem(422, 'bad-fields', { fields: told })
    : new Problem(409, 'register-conflict', { fields: told });
}

function dataView(data: RegisterProblem['data'] = {}, zone: string): Record<string, unknown> {
  const isEdge = (field: string) => field === 'from' || field === 'to';
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      isEdge(field) && typeof value === 'number' ? edgeView(value, zone) : value,
    ]),
  );
}
