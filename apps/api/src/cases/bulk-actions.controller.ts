import { Body, Controller, HttpCode, Inject, Logger, Param, Post } from '@nestjs/common';
import { ActOnCases, type OneOfMany } from '#engine';
import { safeError } from '#platform';
import { type Language, ReaderLanguage } from '../http/language.js';
import { fieldOf } from '../http/problem.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { BulkActionDto } from './bulk-actions.dto.js';
import { tellRefusal } from './refusals.js';

/** One action on many cases, for the offices that have them by the hundred. */
@Controller('v1/cases/actions')
@AllowedTo(...caseRoles)
export class BulkActionsController {
  private readonly logger = new Logger(BulkActionsController.name);

  constructor(@Inject(ActOnCases) private readonly actOnCases: ActOnCases) {}

  /**
   * Takes an action whose case type says `bulk` on up to 500 cases, with one form. Each is decided by itself: `results`
   * says of each `done`, `refused` (why), `stale` (its version now), `not-found` or `failed`. `dryRun` decides and writes
   * nothing.
   */
  @Post(':action')
  @HttpCode(200)
  async act(
    @Param('action') action: string,
    @Body() { cases, fields, dryRun }: BulkActionDto,
    @Reader() { actor, scope }: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    const outcomes = await this.actOnCases.execute({ action, cases, fields, dryRun, actor, scope });
    for (const one of outcomes) {
      if (one.kind === 'failed')
        this.logger.error(`${action} on ${one.id} failed`, safeError(asError(one.error)).stack);
    }
    const results = outcomes.map((one) => resultOf(one, language));
    return { action, dryRun, counts: countsOf(results), results };
  }
}

const kinds = ['done', 'refused', 'stale', 'not-found', 'failed'] as const;

interface Result {
  readonly id: string;
  readonly result: (typeof kinds)[number];
}

function resultOf(one: OneOfMany, language: Language): Result {
  const { id } = one;
  switch (one.kind) {
    case 'done':
      return { id, result: 'done', ...{ version: one.version, state: one.state } };
    case 'stale':
      return { id, result: 'stale', ...{ version: one.version } };
    case 'refused':
      return { id, result: 'refused', ...{ code: one.refusal.code, reason: tellRefusal(one.refusal, language) } };
    case 'bad-fields': {
      const reason = tellRefusal({ code: 'bad-fields' }, language);
      const errors = one.problems.map((problem) => fieldOf(problem, language));
      return { id, result: 'refused', ...{ code: 'bad-fields', reason, errors } };
    }
    case 'not-found':
    case 'failed':
      return { id, result: one.kind };
  }
}

function countsOf(results: readonly Result[]): Record<Result['result'], number> {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Result['result'], number>;
  for (const { result } of results) counts[result]++;
  return counts;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
