import { actingAs, execute, operator, type Caller } from '../../platform/command/index.ts';
import { orderSeats } from '../charging/index.ts';
import { importFile } from '../employee-sync/index.ts';
import { inviteUsers } from '../invitations/index.ts';
import { deactivateUsers, deleteUsers, reactivateUsers, resendInvitations } from '../users/index.ts';
import { adminOf } from './demo-people.ts';
import type { DemoWorld } from './demo-world.ts';
import { employeeFile, type DemoPerson } from './people-rules.ts';

type Row = Partial<DemoPerson> & { email: string; role?: 'admin' | 'member'; inviteOn?: string };

/** What Admins of the demo do: each a real command, by a person with a name. */
export interface DemoDeeds {
  invite(by: string, rows: Row[], more?: { message?: string; whenFull?: 'refuse' | 'wait' }): Promise<void>;
  addSeats(by: string, seats: number, purchaseOrder?: string): Promise<void>;
  /** The HR system's file of that day, as it is imported by the operator. */
  importEmployees(
    employees: DemoPerson[],
    how?: { rehearse?: boolean; fileName?: string; text?: string },
  ): Promise<void>;
  deactivate(by: string, emails: string[], reason: string): Promise<void>;
  reactivate(by: string, emails: string[]): Promise<void>;
  remove(by: string, emails: string[]): Promise<void>;
  resend(by: string, emails: string[]): Promise<void>;
}

export function createDeeds(world: DemoWorld): DemoDeeds {
  const as = async (email: string): Promise<{ spaceId: string; caller: Caller }> => {
    const user = (await world.users()).get(email);
    return world.at(user ? adminOf(user) : actingAs(operator));
  };
  const idsOf = async (emails: string[]): Promise<string[]> => {
    const users = await world.users();
    return emails.flatMap((email) => users.get(email)?.id ?? []);
  };
  const bare = ({ employeeId: _, ...row }: Row) => row;
  return {
    async invite(by, rows, more = {}) {
      // Those invited by hand get their employee id from the HR file, where they stand in it.
      await execute(world.platform, await as(by), inviteUsers, { users: rows.map(bare), ...more });
      await world.deliver();
    },
    async addSeats(by, seats, purchaseOrder) {
      const order = { seats, ...(purchaseOrder !== undefined && { purchaseOrder }) };
      await execute(world.platform, await as(by), orderSeats, order);
      await world.deliver();
    },
    async importEmployees(employees, { rehearse = false, fileName = 'employees.csv', text } = {}) {
      const bytes = Buffer.from(text ?? employeeFile(employees));
      await importFile(world.platform, world.spaceId, {
        mode: 'full',
        apply: !rehearse,
        approveHeld: false,
        fileName,
        chunks: chunksOf(bytes),
      });
      await world.deliver();
    },
    async deactivate(by, emails, reason) {
      await execute(world.platform, await as(by), deactivateUsers, { ids: await idsOf(emails), reason });
    },
    async reactivate(by, emails) {
      await execute(world.platform, await as(by), reactivateUsers, { ids: await idsOf(emails) });
      await world.deliver();
    },
    async remove(by, emails) {
      await execute(world.platform, await as(by), deleteUsers, { ids: await idsOf(emails) });
    },
    async resend(by, emails) {
      await execute(world.platform, await as(by), resendInvitations, { ids: await idsOf(emails) });
      await world.deliver();
    },
  };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

export const addressesOf = (persons: { email: string }[]): string[] => persons.map(({ email }) => email);
