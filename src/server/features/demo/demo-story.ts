import { actingAs, execute, operator, query, system } from '../../platform/command/index.ts';
import {
  changeBilling,
  listInvoices,
  markInvoicePaid,
  renewSpace,
  watchLowSeats,
} from '../charging/index.ts';
import { updateSettings } from '../spaces/index.ts';
import { countSeats } from '../users/index.ts';
import { addressesOf as of, createDeeds } from './demo-deeds.ts';
import { createDemoPeople } from './demo-people.ts';
import type { DemoWorld } from './demo-world.ts';
import { domain, people, personAt } from './people-rules.ts';

export const owner = { email: `abena.mensah@${domain}`, firstName: 'Abena', lastName: 'Mensah' };
const tom = { email: `tom.hale@${domain}`, firstName: 'Tom', lastName: 'Hale', role: 'admin' as const };
const ines = {
  email: `ines.carvalho@${domain}`,
  firstName: 'Inês',
  lastName: 'Carvalho',
  role: 'admin' as const,
};
const dev = {
  email: `dev.patel@${domain}`,
  firstName: 'Devendra',
  lastName: 'Patel',
  role: 'admin' as const,
};

/** Addresses that the demo's mail server does not know: a person who left the list, a slip of the hand. */
export const refusedAddresses = new Set([personAt(171).email, personAt(184).email, personAt(185).email]);

/** When the space was made, in days before now: a renewal lies between, not long ago. */
export const began = 390;

/**
 * A year and a month of a space called Demo: it grows, buys seats, follows the HR file, loses people,
 * renews, and stands today with no seat free and a file on hold.
 */
export async function tellStory(world: DemoWorld): Promise<void> {
  const deeds = createDeeds(world);
  const they = await createDemoPeople(world);
  const by = { owner: owner.email, tom: tom.email, ines: ines.email };

  await settle(world);
  world.stepTo(389, 9);
  await deeds.invite(by.owner, [tom, ines], { message: 'Would you look after our seats with me?' });
  world.stepTo(388, 10);
  await they.claim([tom.email, ines.email], 100);
  await deeds.invite(by.tom, people(0, 30));
  world.stepTo(385, 9);
  await they.claim(of(people(0, 30)), 92);
  await payAll(world, 370);

  world.stepTo(340, 11);
  await deeds.addSeats(by.owner, 40, 'PO-2025-118');
  world.stepTo(300, 14);
  await deeds.invite(by.ines, people(30, 50));
  world.stepTo(297, 8);
  await they.claim(of(people(30, 50)), 85);
  await payAll(world, 290);

  // From here on the HR file says who works here. People 30 to 49 are contractors and never in it.
  let employees = [...people(0, 30), ...people(50, 90)];
  const follow = async (daysAgo: number, leave: number[], joinUpTo: [number, number], share: number) => {
    const gone = new Set(leave.map((n) => personAt(n).email));
    const joiners = people(...joinUpTo);
    employees = [...employees.filter(({ email }) => !gone.has(email)), ...joiners];
    world.stepTo(daysAgo, 2);
    await deeds.importEmployees(employees);
    world.stepTo(daysAgo - 2, 9);
    await they.claim(of(joiners), share);
  };
  world.stepTo(280, 10);
  await deeds.importEmployees(employees, { rehearse: true });
  world.stepTo(279, 9);
  await deeds.importEmployees(employees);
  world.stepTo(276, 10);
  await they.claim(of(people(50, 90)), 90);

  await follow(250, [3, 17, 52], [90, 96], 100);
  world.stepTo(231, 15);
  await deeds.deactivate(by.tom, [personAt(31).email, personAt(38).email], 'Contract ended');
  world.stepTo(200, 10);
  await deeds.addSeats(by.tom, 30, 'PO-2026-007');
  await follow(190, [8, 61], [96, 111], 92);
  await payAll(world, 175);
  world.stepTo(150, 16);
  await deeds.deactivate(by.ines, [personAt(22).email], 'Asked to be taken out until the spring');
  await follow(130, [12, 55, 70, 101], [111, 121], 90);
  world.stepTo(96, 12);
  await deeds.deactivate(by.owner, [personAt(44).email], 'Moved to the partner programme');
  world.stepTo(88, 9);
  await deeds.reactivate(by.owner, [personAt(44).email]);
  await follow(70, [29, 84], [121, 133], 92);
  world.stepTo(60, 11);
  await deeds.addSeats(by.ines, 25, 'PO-2026-031');

  world.stepTo(45, 10);
  await deeds.invite(by.tom, people(160, 172), {
    message: 'The course on safe lifting begins on Monday. Join before then, it takes a minute.',
  });
  world.stepTo(43, 9);
  await they.claim(of(people(160, 172)), 50);
  world.stepTo(25, 3);
  await execute(world.platform, world.at(actingAs(system)), renewSpace, {});
  await world.deliver();

  world.stepTo(20, 15);
  await deeds.deactivate(by.tom, of([personAt(33), personAt(40), personAt(47)]), 'Contract ended');
  await follow(14, [19, 77], [133, 143], 60);
  world.stepTo(12, 9);
  await deeds.importEmployees(employees, {
    fileName: 'employees.xlsx.csv',
    text: 'PK\u0003\u0004 not a CSV file',
  });
  world.stepTo(11, 11);
  await deeds.remove(by.ines, [personAt(35).email]);

  world.stepTo(9, 10);
  await deeds.invite(by.ines, [dev, ...people(172, 181)], { message: 'Your manager asked me to add you.' });
  world.stepTo(8, 16);
  await they.claim(of(people(172, 181)), 30);
  await they.open(of(people(177, 179)));
  world.stepTo(3, 9);
  await deeds.resend(by.owner, of([personAt(162), personAt(165)]));
  const free = await freeSeats(world);
  await deeds.invite(by.tom, people(181, 181 + free));
  await execute(world.platform, world.at(actingAs(system)), watchLowSeats, {});
  await world.deliver();
  world.stepTo(2, 14);
  await they.open(of(people(182, 185)));
  await they.claim(of(people(189, 192)), 100);
  world.stepTo(1, 9);
  await deeds.invite(by.owner, people(215, 222), { whenFull: 'wait' });
  const later = dayAfter(world, 21);
  await deeds.invite(
    by.owner,
    people(222, 226).map((person) => ({ ...person, inviteOn: later })),
    { whenFull: 'wait' },
  );
  world.stepTo(1, 17);
  await deeds.importEmployees(employees.slice(0, 40));
  world.stepTo(0, 24);
  await they.comeAndGo();
}

/** The details that invoices need, and the platform behind the button of a Member's page. */
async function settle(world: DemoWorld): Promise<void> {
  const by = world.at(actingAs(operator));
  await execute(world.platform, by, changeBilling, {
    billingEmail: `accounts.payable@${domain}`,
    buyer: {
      name: 'Demo Learning plc',
      address: '12 Fleet Street\nLondon EC4Y 1AA',
      vatNumber: 'GB 111 2223 33',
    },
    seller: {
      name: 'Usher Seats Ltd',
      address: '3 Quay House\nBristol BS1 4RW',
      vatNumber: 'GB 444 5556 66',
      companyNumber: '01234567',
      email: `billing@${domain}`,
      bankDetails: 'Account 00000000, sort code 00-00-00\nAn example: pay nothing to it',
    },
  });
  await execute(world.platform, by, updateSettings, { platformUrl: `https://learn.${domain}` });
}

/** The operator notes every invoice that is due by then as paid; what comes later stays open. */
async function payAll(world: DemoWorld, daysAgo: number): Promise<void> {
  world.stepTo(daysAgo, 12);
  const by = world.at(actingAs(operator));
  const request = { ...by, permission: 'manage_seats' as const };
  const { items } = await query(world.platform, request, (ctx) => listInvoices(ctx, { limit: 100 }));
  for (const { id, paidAt } of items)
    if (paidAt === null) await execute(world.platform, by, markInvoicePaid, { id });
}

async function freeSeats(world: DemoWorld): Promise<number> {
  const request = { ...world.at(actingAs(operator)), permission: 'read_users' as const };
  return (await query(world.platform, request, (ctx) => countSeats(ctx, {}))).available;
}

const dayAfter = (world: DemoWorld, days: number): string =>
  new Date(world.platform.clock.now().getTime() + days * 24 * 3600_000).toISOString().slice(0, 10);
