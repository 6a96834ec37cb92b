import type { Command } from 'commander';
import { deliveryOf } from '../app.ts';
import { makeDemo } from '../features/demo/index.ts';
import { DomainError } from '../platform/errors/index.ts';
import { print, withUsher } from './with-usher.ts';

/** demo. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('Make a space named Demo, with a year of people, seats, invoices and employee data.')
    .option('--json')
    .action((options: { json?: boolean }) =>
      withUsher(async (application) => {
        const { publicUrl } = application.config;
        const made = await makeDemo(deliveryOf(application)).catch((error: unknown) => {
          throw error instanceof DomainError && error.code === 'slug_taken' ? alreadyThere(publicUrl) : error;
        });
        const { space, email, password } = made;
        const url = `${publicUrl}/s/${space.slug}/users`;
        print(options, { space, url, email, password }, [
          `${space.name} is at ${url}`,
          `Sign in as ${email} with the password ${password}`,
          'It is shown this once. Nobody in the demo is real, and no mail has left for them.',
        ]);
      }),
    );
}

const alreadyThere = (publicUrl: string) =>
  new DomainError(
    'slug_taken',
    `There is a Demo already, at ${publicUrl}/s/demo/users. Its Owner’s password was printed when it was made. For a fresh one, start with another DATA_DIR.`,
  );
