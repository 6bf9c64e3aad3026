import { Controller, Get, Param, Query } from '@nestjs/common';
import { CasePages } from '../cases/case-pages.js';
import { CasePagingQuery } from '../cases/cases.dto.js';
import { type Language, ReaderLanguage } from '../http/language.js';
import { Problem } from '../http/problem.js';
import { AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** The priority lists (重点任务清单): open cases of a village, or of the leader linked to it, by what is due. */
@Controller('v1/priority-lists')
@AllowedTo(...caseRoles)
export class PriorityListsController {
  constructor(private readonly pages: CasePages) {}

  /** All accepted cases of a village. */
  @Get('villages/:code')
  async ofVillage(
    @Param('code') code: string,
    @Query() query: CasePagingQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    if (!/^\d{12}$/.test(code)) throw new Problem(404, 'not-found');
    return this.pages.page(() => ({ village: code, open: true, listed: true }), query, reader, language);
  }

  /** A leader's own list: tier A of the linked villages, and tier B once it has escalated. `me`: my own. */
  @Get('leaders/:id')
  async ofLeader(
    @Param('id') id: string,
    @Query() query: CasePagingQuery,
    @Reader() reader: ReaderIdentity,
    @ReaderLanguage() language: Language,
  ) {
    const leaderId = id === 'me' ? reader.personId : id;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(leaderId)) throw new Problem(404, 'not-found');
    return this.pages.page(() => ({ onLeadersList: leaderId, open: true }), query, reader, language);
  }
}
