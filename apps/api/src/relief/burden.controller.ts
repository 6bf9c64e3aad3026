import { Controller, Get, Inject } from '@nestjs/common';
import { formatInstant, formBurden, leastNumber, smallNumbers } from '#domain';
import { MessageBurden, PgDefinitions, PgTransactions, type RoleWeek } from '#persistence';
import { type Language, ReaderLanguage } from '../http/language.js';
import { administrators, AllowedTo, caseRoles } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

/** Whole weeks that are shown. */
const weeks = 4;

/**
 * The burden meter: how much the system asks of people. A measure of the system alone: it names nobody, knows nobody's
 * time, and says nothing of fewer than five (docs/decisions/0021-relief-rules.md).
 */
@Controller('v1/burden')
@AllowedTo(...caseRoles, ...administrators)
export class BurdenController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
    @Inject(MessageBurden) private readonly messages: MessageBurden,
  ) {}

  /** Inputs and estimated minutes of every form that people fill in, and messages per role and week. */
  @Get()
  burden(@Reader() { countyCode }: ReaderIdentity, @ReaderLanguage() language: Language) {
    return this.transactions.read(async (tx) => {
      const types = await this.definitions.activeTypes(tx, countyCode);
      const calendar = await this.definitions.calendar(tx, countyCode, 'default');
      const byRole = await this.messages.byRoleAndWeek(tx, countyCode, weeks);
      return {
        asOf: formatInstant(tx.now, calendar?.timeZone ?? 'Asia/Shanghai'),
        leastNumber,
        forms: types.flatMap((type) =>
          [...type.actions.values()]
            .map(({ name, label, form }) => ({ action: name, label: label[language], ...formBurden(form, type.forms) }))
            .filter(({ fields }) => fields > 0)
            .map((form) => ({ caseType: type.code, ...form })),
        ),
        messages: byRole.map(roleWeekView),
      };
    });
  }
}

function roleWeekView({ week, role, persons, messages }: RoleWeek) {
  const shown = smallNumbers(persons, {
    persons,
    messages,
    messagesAPerson: Math.round((messages / persons) * 10) / 10,
  });
  return { week, role, isHidden: shown === null, ...shown };
}
