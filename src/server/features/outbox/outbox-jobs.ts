import { inSpace, listSpaceIds } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { deliverMails, type DeliveryDeps } from './deliver-mails.ts';
import { hasDueMails } from './delivery-queries.ts';

/** Sends the mails of one space; and each minute looks for those that a crash or a late hour left behind. */
export function outboxJobs(deps: () => DeliveryDeps): JobDefinition[] {
  return [
    {
      name: 'deliver_mails',
      batchSize: 100,
      async run({ spaceId }) {
        await deliverMails(deps(), String(spaceId));
      },
    },
    {
      name: 'sweep_mails',
      schedule: '* * * * *',
      async run() {
        const { platform } = deps();
        const now = platform.clock.now();
        for (const spaceId of await listSpaceIds(platform.database)) {
          await inSpace(platform.database, spaceId, async (tx) => {
            if (!(await hasDueMails(tx, spaceId, now))) return;
            await platform.enqueue(tx, { name: 'deliver_mails', data: { spaceId } });
          });
        }
      },
    },
  ];
}
