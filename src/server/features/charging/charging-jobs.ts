import { actingAs, execute, system, type Platform } from '../../platform/command/index.ts';
import { inSpace, listSpaceIds } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { isRenewalDue } from './billing-queries.ts';
import { storeInvoicePdf } from './render-invoice.ts';
import { renewSpace } from './renew-space.ts';
import { watchLowSeats } from './watch-low-seats.ts';

const caller = actingAs(system);

/** The paper of invoices, low seats, and renewals: each space is looked at every few minutes and renewed where it is due. */
export function chargingJobs(platform: () => Platform): JobDefinition[] {
  return [
    {
      name: 'render_invoice',
      async run({ spaceId, invoiceId }) {
        await execute(platform(), { spaceId: String(spaceId), caller }, storeInvoicePdf, {
          invoiceId: String(invoiceId),
        });
      },
    },
    {
      name: 'watch_low_seats',
      batchSize: 100,
      async run({ spaceId }) {
        await execute(platform(), { spaceId: String(spaceId), caller }, watchLowSeats, {});
      },
    },
    { name: 'sweep_renewals', schedule: '*/10 * * * *', run: () => queueDueRenewals(platform()) },
    {
      name: 'renew_space',
      batchSize: 100,
      async run({ spaceId }) {
        await execute(platform(), { spaceId: String(spaceId), caller }, renewSpace, {});
      },
    },
  ];
}

/** Queues a job for each space whose period has ended, so that one that fails holds up no other. */
export async function queueDueRenewals(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  for (const spaceId of await listSpaceIds(platform.database)) {
    await inSpace(platform.database, spaceId, async (tx) => {
      if (!(await isRenewalDue({ tx, spaceId, now }))) return;
      await platform.enqueue(tx, { name: 'renew_space', data: { spaceId } });
    });
  }
}
