import { withoutSpace } from '../../platform/database/index.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { sweepSignIn } from './account-mail-queries.ts';
import { deliverAccountMail, type AccountMailDeps } from './deliver-account-mail.ts';

/** Sends account mails, and each night forgets what of sign-in is over. */
export function accessJobs(deps: () => AccountMailDeps): JobDefinition[] {
  return [
    {
      name: 'deliver_account_mail',
      // With waits up to five minutes: about two hours, longer than a reset's link works.
      retryLimit: 30,
      async run({ mailId }) {
        await deliverAccountMail(deps(), String(mailId));
      },
    },
    {
      name: 'sweep_sign_in',
      schedule: '41 2 * * *',
      async run() {
        const { platform } = deps();
        await withoutSpace(platform.database, (tx) => sweepSignIn(tx, platform.clock.now()));
      },
    },
  ];
}
