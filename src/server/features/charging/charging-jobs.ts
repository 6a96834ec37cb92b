import { actingAs, execute, query, system, type Platform } from '../../platform/command/index.ts';
import { listSpaceIds } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { isRenewalDue } from './billing-queries.ts';
import { storeInvoicePdf } from './render-invoice.ts';
import { renewSpace } from './renew-space.ts';

const caller = actingAs(system);

/** The paper of invoices, and renewals: each space is looked at every few minutes and renewed where it is due. */
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
      name: 'renew_spaces',
      schedule: '*/10 * * * *',
      run: () => renewDueSpaces(platform()),
    },
  ];
}

/** Renews every space whose period has ended. One that fails is left to the next time, and does not stop the others. */
export async function renewDueSpaces(platform: Platform): Promise<void> {
  const failures: unknown[] = [];
  for (const spaceId of await listSpaceIds(platform.database)) {
    try {
      const due = await query(platform, { spaceId, caller, permission: 'operate' }, isRenewalDue);
      if (due) await execute(platform, { spaceId, caller }, renewSpace, {});
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'spaces could not be renewed');
}
