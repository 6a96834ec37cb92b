import type { Preview, User } from '../../api/types';
import { count, inWords, plural } from '../../ui/words';
import type { Deed, DeedName, Target } from './deeds';
import { nameOf } from './users-words';

const verbs: Record<DeedName, string> = {
  resend: 'Resend',
  deactivate: 'Deactivate',
  reactivate: 'Reactivate',
  delete: 'Delete',
  set_role: 'Make',
};

const past: Record<DeedName, string> = {
  resend: 'invited again',
  deactivate: 'deactivated',
  reactivate: 'reactivated',
  delete: 'deleted',
  set_role: 'changed',
};

const roleNoun = (deed: Deed, n: number): string =>
  deed.role === 'admin' ? (n === 1 ? 'an Admin' : 'Admins') : n === 1 ? 'a Member' : 'Members';

/** The question: "Delete Ada Lovelace?", "Resend 9 invitations?". `n` is how many it applies to. */
export function deedTitle(deed: Deed, target: Target, n: number): string {
  const whom = target.kind === 'one' ? nameOf(target.user) : plural(n, 'user');
  if (deed.name === 'resend') return `Resend ${plural(n, 'invitation')}?`;
  if (deed.name === 'set_role') return `Make ${whom} ${roleNoun(deed, n)}?`;
  return `${verbs[deed.name]} ${whom}?`;
}

/** The button: the verb, with the number where there are many. */
export function deedButton(deed: Deed, target: Target, n: number): string {
  if (deed.name === 'resend') return `Resend ${plural(n, 'invitation')}`;
  if (deed.name === 'set_role') return `Make ${roleNoun(deed, n)}`;
  return target.kind === 'one' ? verbs[deed.name] : `${verbs[deed.name]} ${plural(n, 'user')}`;
}

/** "Ada Lovelace deactivated", "9 users invited again". */
export function deedDone(deed: Deed, whom: User | number): string {
  if (deed.name === 'set_role' && typeof whom !== 'number') {
    return `${nameOf(whom)} is now ${roleNoun(deed, 1)}`;
  }
  return `${typeof whom === 'number' ? plural(whom, 'user') : nameOf(whom)} ${past[deed.name]}`;
}

/** What follows for the people concerned. */
export function deedMeaning(deed: Deed, target: Target, n: number): string {
  const one = target.kind === 'one' || n === 1;
  const user = target.kind === 'one' ? target.user : undefined;
  switch (deed.name) {
    case 'resend':
      return one
        ? 'They get a new link; the old one says that a newer was sent. No seat is taken or freed.'
        : 'Each gets a new link; the old ones say that a newer was sent. No seat is taken or freed.';
    case 'deactivate':
      return user?.status === 'waiting'
        ? 'They leave the queue for a seat.'
        : 'They are signed out of this space at once, and can be reactivated while a seat is free.';
    case 'reactivate':
      if (user === undefined) return 'Those who had signed in are Active again; the others get a fresh link.';
      return user.joinedAt === null
        ? 'They get a fresh link, and are Unclaimed until they follow it.'
        : 'They are Active again, as before.';
    case 'delete':
      return user?.status === 'invited'
        ? 'Their link stops working.'
        : 'They lose their place in this space at once.';
    case 'set_role':
      return deed.role === 'admin'
        ? 'Admins see this page, manage users and seats, and get the e-mails about them.'
        : 'Members see their own page only.';
  }
}

/** That employee data does not bring back whom an Admin switches off or deletes; nothing where it tells of none. */
export function keptOutMeaning(deed: Deed, { applies, keptOut }: Preview): string {
  if (keptOut === 0) return '';
  const back = deed.name === 'delete' ? 'bring them back' : 'switch them on again';
  const whom =
    applies === 1
      ? 'They come from employee data: you keep them out of it, so that it does not'
      : `${keptOut === applies ? 'All' : count(keptOut)} of them ${keptOut === 1 ? 'comes' : 'come'} from employee data: you keep them out of it, so that it does not`;
  return `${whom} ${back} until an Admin lifts that.`;
}

/** What follows for the seats: who gets those that come free, or what will be available. */
export function seatsMeaning(deed: Deed, { applies, frees, promoted, next, seats }: Preview): string {
  const { available } = seats;
  if (deed.name === 'reactivate') {
    return available >= applies
      ? `Takes ${plural(applies, 'seat')}: Available ${count(available)} → ${count(available - applies)}.`
      : `Takes ${plural(applies, 'seat')}, and ${count(available)} ${available === 1 ? 'is' : 'are'} free.`;
  }
  if (deed.name !== 'deactivate' && deed.name !== 'delete') return '';
  if (frees === 0) return 'Frees no seat: none is held.';
  const free = `Frees ${plural(frees, 'seat')}`;
  const left = available + frees - promoted;
  if (promoted === 0) return `${free}: Available ${count(available)} → ${count(left)}.`;
  const names = next.map(({ name }) => name);
  const others = promoted - names.length;
  const whom = inWords(others > 0 ? [...names, plural(others, 'other', 'others')] : names);
  const rest = left > 0 ? `, and ${plural(left, 'seat')} ${left === 1 ? 'is' : 'are'} available then` : '';
  if (frees === 1) return `${free}, which goes to ${whom}, first in the queue.`;
  return promoted === frees
    ? `${free}, which go to ${whom}, first in the queue.`
    : `${free}: ${count(promoted)} ${promoted === 1 ? 'goes' : 'go'} to ${whom}, first in the queue${rest}.`;
}
