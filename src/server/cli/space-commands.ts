import type { Command } from 'commander';
import { createApiKey } from '../features/access/index.ts';
import { createSpace } from '../features/spaces/index.ts';
import { actingAs, execute, operator } from '../platform/command/index.ts';
import { print, spaceIdOf, whole, withUsher } from './with-usher.ts';

interface CreateOptions {
  name: string;
  ownerEmail: string;
  seats: number;
  currency: string;
  price: number;
  period: 'month' | 'year';
  zone: string;
  taxRate: number;
  json?: boolean;
}

/** space create, api-key create. */
export function addSpaceCommands(program: Command): void {
  program
    .command('space')
    .description('Spaces of this installation.')
    .command('create')
    .description('Make a space and print the link by which its Owner claims it.')
    .requiredOption('--name <name>')
    .requiredOption('--owner-email <email>')
    .requiredOption('--seats <n>', 'seats bought to begin with', whole)
    .option('--currency <code>', 'three letters', 'GBP')
    .option('--price <minor>', 'price per seat and period, in minor units', whole, 4000)
    .option('--period <period>', 'month or year', 'year')
    .option('--zone <zone>', 'time zone', 'Europe/London')
    .option('--tax-rate <percent>', 'tax rate in per cent', Number, 20)
    .option('--json')
    .action((options: CreateOptions) =>
      withUsher(async ({ platform, config }) => {
        const { price, period, zone, json, ...input } = options;
        const made = await createSpace(platform, {
          ...input,
          pricePerSeat: price,
          billingPeriod: period,
          timeZone: zone,
        });
        const ownerClaimUrl = `${config.publicUrl}/claim/${made.ownerToken}`;
        print({ json: json ?? false }, { space: made.space, ownerClaimUrl }, [
          `${made.space.name} is at ${config.publicUrl}/s/${made.space.slug}/users`,
          `Its Owner claims it at ${ownerClaimUrl}`,
        ]);
      }),
    );

  program
    .command('api-key')
    .description('API keys of a space.')
    .command('create')
    .description('Make a key and print it, this once.')
    .requiredOption('--space <slug>')
    .requiredOption('--role <role>', 'admin, scim or operator')
    .option('--name <name>', 'what the key is for', 'Made by the operator')
    .option('--json')
    .action((options: { space: string; role: 'admin' | 'scim' | 'operator'; name: string; json?: boolean }) =>
      withUsher(async (application) => {
        const spaceId = await spaceIdOf(application, options.space);
        const input = { role: options.role, name: options.name };
        const { key } = await execute(
          application.platform,
          { spaceId, caller: actingAs(operator) },
          createApiKey,
          input,
        );
        print(options, { key }, [key]);
      }),
    );
}
