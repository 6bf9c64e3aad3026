import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import { ChangeCountySettings } from '#engine';
import { PgCountySettings, PgTransactions } from '#persistence';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

export class CountySettingsDto {
  /** Whether units may be shown in the order of a figure, five or more of them; persons never are. */
  @IsBoolean() unitRankings: boolean;
}

/** What a county has chosen for itself: whoever is concerned may know it, the county office changes it. */
@Controller('v1/county-settings')
@AllowedTo(...caseRoles, ...administrators)
export class CountySettingsController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgCountySettings) private readonly settings: PgCountySettings,
    @Inject(ChangeCountySettings) private readonly changeSettings: ChangeCountySettings,
  ) {}

  @Get()
  read(@Reader() { countyCode }: ReaderIdentity) {
    return this.transactions.read((tx) => this.settings.of(tx, countyCode));
  }

  @Put()
  @AllowedTo('county-office')
  change(@Body() { unitRankings }: CountySettingsDto, @Reader() reader: ReaderIdentity) {
    return this.transactions.run((tx) => this.changeSettings.execute(tx, reader, { unitRankings }));
  }
}
