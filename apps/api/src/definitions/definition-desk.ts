import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { formatInstant, type ScheduleProblem, type Shortcoming, versionStateOf } from '#domain';
import {
  ActivateDefinition,
  type DefinitionActivation,
  type DefinitionKind,
  type DefinitionName,
  type DefinitionsToEnter,
  type DefinitionVersion,
  EnterDefinitions,
  type EnteredVersion,
  type Tx,
  WithdrawActivation,
} from '#engine';
import {
  countyTimeZone,
  PgDefinitionVersions,
  PgTransactions,
  plainDefinition,
  readDefinitionText,
  writeDefinitionText,
} from '#persistence';
import { type Temporal } from 'temporal-polyfill';
import { instantField } from '../http/instant-field.js';
import { type Language } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { type ReaderIdentity } from '../session/reader.js';
import { tellDefinitionProblem } from './definition-messages.js';

/** Where versions of a kind are found below `/api/v1`. */
const paths: Readonly<Record<DefinitionKind, string>> = {
  calendar: 'calendars',
  'case-type': 'case-types',
  policy: 'policies',
};

type Told = { readonly of?: string; readonly path: string; readonly code: string; readonly line?: number };

/** What the doors of case types, policies and calendars have in common. */
@Injectable()
export class DefinitionDesk {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitionVersions) private readonly versions: PgDefinitionVersions,
    @Inject(EnterDefinitions) private readonly enterDefinitions: EnterDefinitions,
    @Inject(ActivateDefinition) private readonly activateDefinition: ActivateDefinition,
    @Inject(WithdrawActivation) private readonly withdrawActivation: WithdrawActivation,
  ) {}

  /** Takes what was sent, each a YAML text or a value; 201 where something is new, 200 where all of it was known. */
  async enter(reader: ReaderIdentity, sent: DefinitionsToEnter, language: Language, reply: FastifyReply) {
    const values: { caseType?: unknown; policy?: unknown } = {};
    for (const [name, of] of [
      ['caseType', 'case-type'],
      ['policy', 'policy'],
    ] as const) {
      if (sent[name] === undefined) continue;
      const read = typeof sent[name] === 'string' ? readDefinitionText(sent[name]) : plainDefinition(sent[name]);
      if (!read.ok) throw refusal('bad-definition', [{ ...read, of, path: '' }], language);
      values[name] = read.value;
    }
    return this.transactions.run(async (tx) => {
      const result = await this.enterDefinitions.execute(tx, reader, values);
      if (result.kind === 'refused') throw refusal('bad-definition', result.problems, language);
      const { caseType, policy } = result;
      const [first] = [caseType, policy].filter((one): one is EnteredVersion => one !== null);
      const { id, kind, code } = first!.version;
      void reply.header('location', `/api/v1/${paths[kind]}/${code}/versions/${id}`);
      void reply.status([caseType, policy].some((one) => one?.isNew) ? 201 : 200);
      return {
        ...(await this.view(tx, first!.version)),
        ...(caseType && { policy: policy && (await this.view(tx, policy.version)) }),
      };
    });
  }

  /** Every version, the newest first. */
  async list({ countyCode }: ReaderIdentity, name: Pick<DefinitionName, 'kind' | 'code'>) {
    return this.transactions.read(async (tx) => {
      const versions = await this.versions.all(tx, { countyCode, ...name });
      if (versions.length === 0) throw new Problem(404, 'not-found');
      const items = [];
      for (const version of versions.reverse()) items.push(await this.view(tx, version));
      return { items };
    });
  }

  /** One version with what it says; as YAML where that is asked for, in the words of a file that says the same. */
  async read(
    { countyCode }: ReaderIdentity,
    name: Pick<DefinitionName, 'kind' | 'code'>,
    id: string,
    asYaml: boolean,
    reply: FastifyReply,
  ) {
    return this.transactions.read(async (tx) => {
      const version = await this.versions.one(tx, { countyCode, ...name }, id);
      if (!version) throw new Problem(404, 'not-found');
      if (!asYaml) return { ...(await this.view(tx, version)), body: version.body };
      void reply.type('text/yaml; charset=utf-8');
      return writeDefinitionText(version.body);
    });
  }

  async activate(
    reader: ReaderIdentity,
    name: Pick<DefinitionName, 'kind' | 'code'>,
    versionId: string,
    { from, policy }: { readonly from?: string; readonly policy?: string },
    language: Language,
    reply: FastifyReply,
  ) {
    const at = from === undefined ? null : instantField('from', from);
    return this.transactions.run(async (tx) => {
      const wish = { name, versionId, policyVersionId: policy ?? null, from: at };
      const result = await this.activateDefinition.execute(tx, reader, wish);
      switch (result.kind) {
        case 'not-found':
          throw new Problem(404, 'not-found');
        case 'policy-not-found':
          throw new Problem(422, 'bad-fields', { fields: [{ field: 'policy', rule: 'no-such-version' }] });
        case 'in-the-past':
          throw new Problem(422, 'bad-fields', { fields: [{ field: 'from', rule: 'in-the-past', data: { now: instant(tx.now) } }] }); // prettier-ignore
        case 'taken':
          throw new Problem(409, 'activation-taken', { data: { from: instant(result.from) } });
        case 'refused':
          throw refusal('activation-refused', result.problems, language);
        case 'activated':
        case 'in-force-already': {
          void reply.status(result.kind === 'activated' ? 201 : 200);
          const version = await this.versions.one(tx, { countyCode: reader.countyCode, ...name }, versionId);
          return this.view(tx, version!);
        }
      }
    });
  }

  async withdraw(
    reader: ReaderIdentity,
    name: Pick<DefinitionName, 'kind' | 'code'>,
    versionId: string,
    language: Language,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const result = await this.withdrawActivation.execute(tx, reader, name, versionId);
      if (result.kind === 'not-found') throw new Problem(404, 'not-found');
      if (result.kind === 'nothing-waits') throw new Problem(409, 'nothing-waits');
      if (result.kind === 'refused') throw refusal('activation-refused', result.problems, language);
    });
  }

  private async view(tx: Tx, version: DefinitionVersion) {
    const { id, kind, code, hash, countyCode, enteredAt, enteredBy } = version;
    const activations = await this.versions.activations(tx, version);
    const openCases = kind === 'case-type' ? await this.versions.openCases(tx, countyCode, code) : null;
    return {
      ...{ id, kind, code, hash, state: versionStateOf(id, activations, tx.now) },
      enteredAt: enteredAt && instant(enteredAt),
      enteredBy,
      /** When it is in force, was, or will be. */
      inForce: termsOf(id, activations),
      ...(openCases && { openCases: openCases.get(id) ?? 0 }),
    };
  }
}

/** Each time a version comes into force, by whose word, and when another one follows. */
function termsOf(versionId: string, activations: readonly DefinitionActivation[]) {
  return activations.flatMap((one, i) => {
    const next = activations[i + 1];
    if (one.versionId !== versionId) return [];
    return [{ from: instant(one.from), to: next ? instant(next.from) : null, by: one.enteredBy }];
  });
}

function instant(at: Temporal.Instant): string {
  return formatInstant(at, countyTimeZone);
}

/** The problem document of what is not proven: every place with the reason, and the case that shows it. */
function refusal(
  code: 'bad-definition' | 'activation-refused',
  problems: readonly (Told | Shortcoming | ScheduleProblem)[],
  language: Language,
): Problem {
  const told = problems.map((one) => ({
    ...one,
    ...('from' in one && { from: instant(one.from) }),
    message: tellDefinitionProblem(one, language),
  }));
  return new Problem(422, code, { data: { count: problems.length }, members: { problems: told } });
}
