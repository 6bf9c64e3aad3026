import { Readable } from 'node:stream';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Logger,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { attachmentKinds, type AttachmentLimits } from '#domain';
import { AddAttachment, FetchAttachment, RemoveAttachment } from '#engine';
import { ATTACHMENT_LIMITS } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';
import { uuidInPath } from '../http/uuid-in-path.js';
import { AllowedTo, caseRoles, outsideRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';
import { problemOf } from './attachment-problems.js';
import { AttachmentReader } from './attachment-reader.js';
import { RemovalQuery } from './attachments.dto.js';
import { savedAs } from './content-disposition.js';
import { incomingFile } from './incoming-file.js';

/** Files of cases: for whoever may read them, saved and never shown. */
@Controller('v1/cases/:id/attachments')
@AllowedTo(...caseRoles, ...outsideRoles)
export class AttachmentsController {
  private readonly log = new Logger(AttachmentsController.name);

  constructor(
    @Inject(AddAttachment) private readonly addAttachment: AddAttachment,
    @Inject(FetchAttachment) private readonly fetchAttachment: FetchAttachment,
    @Inject(RemoveAttachment) private readonly removeAttachment: RemoveAttachment,
    @Inject(ATTACHMENT_LIMITS) private readonly limits: AttachmentLimits,
    private readonly reading: AttachmentReader,
  ) {}

  /** Those of the case that the reader may read; what was removed stays as a record without content. */
  @Get()
  async list(@Param('id', uuidInPath) caseId: string, @Reader() reader: ReaderIdentity) {
    const items = await this.reading.ofCase(reader, caseId);
    if (!items) throw new Problem(404, 'not-found');
    return { items };
  }

  /**
   * Adds one file (`multipart/form-data`, `file`). Its type is what its bytes say; where it was taken is not kept. A file
   * that a scanner has not answered about yet is `pending` and handed out once it was looked into.
   */
  @Post()
  @HttpCode(201)
  async add(
    @Param('id', uuidInPath) caseId: string,
    @Req() request: FastifyRequest,
    @Reader() reader: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { actor, accountId, scope } = reader;
    const command = { caseId, actor, accountId, scope };
    try {
      const refusal = await this.addAttachment.refusal(command);
      if (refusal) throw problemOf(refusal, this.limits);
      const { name, content } = await incomingFile(request, this.limits.fileBytes);
      const result = await this.addAttachment.execute(command, content, name).catch((failure: unknown) => {
        throw isCut(failure, request) ? new Problem(400, 'bad-request') : failure;
      });
      if (result.kind === 'out-of-reach') this.log.error(`a file could not be kept: ${String(result.failure)}`);
      if (result.kind !== 'added') throw problemOf(result, this.limits);
      void reply.header('location', `/api/v1/cases/${caseId}/attachments/${result.id}`);
      return (await this.reading.one(reader, caseId, result.id))!;
    } catch (problem) {
      // whatever of the file is still under way is not waited for
      void reply.header('connection', 'close');
      throw problem;
    }
  }

  /** The file, to be saved; each time is on record. */
  @Get(':attachmentId')
  async fetch(
    @Param('id', uuidInPath) caseId: string,
    @Param('attachmentId', uuidInPath) id: string,
    @Reader() { personId, accountId, scope }: ReaderIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const result = await this.fetchAttachment.execute({ caseId, id, personId, accountId, scope });
    switch (result.kind) {
      case 'not-found':
        throw new Problem(404, 'not-found');
      case 'gone':
        throw new Problem(410, 'attachment-gone');
      case 'not-scanned-yet':
        throw new Problem(409, 'attachment-not-scanned-yet', { retryAfter: 60 });
      case 'out-of-reach':
        throw new Problem(503, 'attachment-out-of-reach', { retryAfter: 60 });
      case 'file': {
        const { name, kind, bytes } = result.record;
        // even where somebody opens it in a page, nothing in it runs
        void reply.header('content-security-policy', "default-src 'none'; sandbox").header('cache-control', 'no-store');
        return new StreamableFile(Readable.from(result.content), {
          type: attachmentKinds[kind].mediaType,
          disposition: savedAs(name),
          length: bytes,
        });
      }
    }
  }

  /** Takes a file away: whoever added it while the case is open, the county office with a reason. */
  @Delete(':attachmentId')
  @HttpCode(204)
  async remove(
    @Param('id', uuidInPath) caseId: string,
    @Param('attachmentId', uuidInPath) id: string,
    @Query() { reason }: RemovalQuery,
    @Reader() { actor, accountId, scope }: ReaderIdentity,
  ): Promise<void> {
    const wish = { caseId, id, actor, accountId, scope, reason: reason ?? null };
    const { kind } = await this.removeAttachment.execute(wish);
    switch (kind) {
      case 'removed':
        return;
      case 'not-found':
        throw new Problem(404, 'not-found');
      case 'gone':
        throw new Problem(410, 'attachment-gone');
      case 'not-theirs':
        throw new Problem(403, 'attachment-not-theirs');
      case 'case-closed':
        throw new Problem(409, 'attachment-case-closed');
      case 'reason-needed':
        throw new Problem(422, 'bad-fields', { fields: [{ field: 'reason', rule: 'required' }] });
    }
  }
}

/** Whether what failed is the sending itself: the connection was cut, or the form ended before the file. */
function isCut(failure: unknown, { raw }: FastifyRequest): boolean {
  const said = failure instanceof Error ? failure.message : '';
  return raw.destroyed || /unexpected end|premature close|aborted/i.test(said);
}
