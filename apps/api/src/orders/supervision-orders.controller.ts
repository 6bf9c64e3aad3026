import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { formatInstant, maskNumbers } from '#domain';
import { orderStates, type OrderState, PgDefinitions, PgTransactions, SupervisionOrders } from '#persistence';
import { AllowedTo } from '../session/access.js';
import { Reader, type ReaderIdentity } from '../session/reader.js';

export class OrdersQuery {
  @IsOptional() @IsIn(orderStates, { context: { allowedValues: orderStates } }) state?: OrderState;
}

/** Supervision orders (督办单). A draft is issued or dropped by the case's actions `issue-order` and `drop-order`. */
@Controller('v1/supervision-orders')
export class SupervisionOrdersController {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(SupervisionOrders) private readonly orders: SupervisionOrders,
    @Inject(PgDefinitions) private readonly definitions: PgDefinitions,
  ) {}

  @Get()
  @AllowedTo('supervisor', 'county-office', 'leader', 'handler', 'head')
  async list(@Query() { state }: OrdersQuery, @Reader() { scope, countyCode }: ReaderIdentity) {
    return this.transactions.read(async (tx) => {
      const zone = (await this.definitions.calendar(tx, countyCode, 'default'))?.timeZone ?? 'Asia/Shanghai';
      const orders = await this.orders.list(tx, scope, { state, limit: 200 });
      return {
        items: orders.map(({ draftedAt, decidedAt, dueAt, caseId, caseNumber, caseVersion, title, ...order }) => ({
          ...order,
          draftedAt: formatInstant(draftedAt, zone),
          decidedAt: decidedAt && formatInstant(decidedAt, zone),
          case: {
            id: caseId,
            number: caseNumber,
            version: caseVersion,
            title: maskNumbers(title),
            dueAt: dueAt && formatInstant(dueAt, zone),
          },
        })),
      };
    });
  }
}
