import { z } from 'zod';
import type { Platform } from '../../platform/command/index.ts';
import {
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { PageQuery } from '../../platform/paging/index.ts';
import { changeBilling, readBillingAnswer } from './change-billing.ts';
import { listInvoices } from './list-invoices.ts';
import { listOrders } from './list-orders.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { orderSeats } from './order-seats.ts';
import { planReduction, readPlan } from './plan-reduction.ts';
import { previewOrder } from './preview-order.ts';
import { readInvoicePdf } from './render-invoice.ts';
import {
  BillingAnswer,
  BillingChange,
  Invoice,
  InvoiceList,
  OrderAnswer,
  OrderInput,
  OrderList,
  Preview,
  PreviewInput,
  SeatPlanAnswer,
  SeatPlanInput,
} from './schemas.ts';

const tag = 'Charging';
const InvoiceParams = SpaceParams.extend({ id: z.uuid() });

/** Prices, orders, invoices, the plan at renewal, billing settings. */
export function registerChargingRoutes(app: Http, platform: Platform): void {
  registerOrders(app, platform);
  registerInvoices(app, platform);
  registerSettings(app, platform);
}

function registerOrders(app: Http, platform: Platform): void {
  app.post(
    spaceUrl('/seat-orders/preview'),
    {
      schema: {
        ...operation({
          id: 'previewSeatOrder',
          summary: 'What seats would cost now, and the quote that charges exactly that',
          tag,
          answers: { 200: Preview },
          problems: ['seat_order_out_of_range'],
        }),
        params: SpaceParams,
        body: PreviewInput,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', (ctx) => previewOrder(ctx, request.body.seats)),
  );

  app.post(
    spaceUrl('/seat-orders'),
    {
      schema: {
        ...operation({
          id: 'orderSeats',
          summary: 'Add 10 to 1,000 seats; charged once, and granted at once',
          tag,
          answers: { 201: OrderAnswer },
          problems: [
            'seat_order_out_of_range',
            'quote_expired',
            'quote_mismatch',
            'orders_stopped',
            'idempotency_key_reused',
          ],
          idempotent: true,
        }),
        params: SpaceParams,
        body: OrderInput,
      },
    },
    async (request, reply) =>
      reply.status(201).send(await runCommand(platform, request, orderSeats, request.body)),
  );

  app.get(
    spaceUrl('/seat-orders'),
    {
      schema: {
        ...operation({
          id: 'listSeatOrders',
          summary: 'Orders, the latest first',
          tag,
          answers: { 200: OrderList },
        }),
        params: SpaceParams,
        querystring: PageQuery,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', (ctx) => listOrders(ctx, request.query)),
  );
}

function registerInvoices(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/invoices'),
    {
      schema: {
        ...operation({
          id: 'listInvoices',
          summary: 'Invoices, the latest first',
          tag,
          answers: { 200: InvoiceList },
        }),
        params: SpaceParams,
        querystring: PageQuery,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', (ctx) => listInvoices(ctx, request.query)),
  );

  app.get(
    spaceUrl('/invoices/:id/pdf'),
    {
      schema: {
        ...operation({
          id: 'getInvoicePdf',
          summary: 'The invoice as issued, as a PDF',
          tag,
          answers: { 200: z.any().meta({ type: 'string', format: 'binary' }) },
        }),
        params: InvoiceParams,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { label, pdf } = await runQuery(platform, request, 'manage_seats', (ctx) =>
        readInvoicePdf(ctx, id),
      );
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${label}.pdf"`)
        .send(pdf);
    },
  );

  app.post(
    spaceUrl('/invoices/:id/paid'),
    {
      schema: {
        ...operation({
          id: 'markInvoicePaid',
          summary: 'Note that an invoice was paid (the operator’s)',
          tag,
          answers: { 200: Invoice },
          idempotent: true,
        }),
        params: InvoiceParams,
      },
    },
    (request) => runCommand(platform, request, markInvoicePaid, { id: request.params.id }),
  );
}

function registerSettings(app: Http, platform: Platform): void {
  app.get(
    spaceUrl('/seat-plan'),
    {
      schema: {
        ...operation({
          id: 'getSeatPlan',
          summary: 'What is planned for the renewal',
          tag,
          answers: { 200: SeatPlanAnswer },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_seats', readPlan),
  );

  app.put(
    spaceUrl('/seat-plan'),
    {
      schema: {
        ...operation({
          id: 'setSeatPlan',
          summary: 'Plan seats to go at the renewal, as far as they are free on the day',
          tag,
          answers: { 200: SeatPlanAnswer },
        }),
        params: SpaceParams,
        body: SeatPlanInput,
      },
    },
    (request) => runCommand(platform, request, planReduction, request.body),
  );

  app.get(
    spaceUrl('/billing'),
    {
      schema: {
        ...operation({
          id: 'getBilling',
          summary: 'What the space pays, and what its invoices say',
          tag,
          answers: { 200: BillingAnswer },
        }),
        params: SpaceParams,
      },
    },
    (request) => runQuery(platform, request, 'manage_space', readBillingAnswer),
  );

  app.put(
    spaceUrl('/billing'),
    {
      schema: {
        ...operation({
          id: 'changeBilling',
          summary: 'Change what invoices say and where they go',
          tag,
          answers: { 200: BillingAnswer },
        }),
        params: SpaceParams,
        body: BillingChange,
      },
    },
    (request) => runCommand(platform, request, changeBilling, request.body),
  );
}
