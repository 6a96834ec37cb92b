import { Badge } from '@mantine/core';
import type { User } from '../../api/types';
import { ago, day, exactTime } from '../../ui/dates';
import { Dot } from '../../ui/dot';
import classes from './users-table.module.css';
import { nameOf, sourceWords, statusWords } from './users-words';

/** A time as "3 days ago"; the exact one, in the space's zone, on hover. */
export function TimeCell({ at, timeZone }: { at: string | null; timeZone: string }) {
  if (at === null) return <span className={classes.quiet}>–</span>;
  return (
    <time dateTime={at} title={exactTime(at, timeZone)}>
      {ago(at)}
    </time>
  );
}

/** The name, cut with the whole in a tooltip, and where the record comes from. */
export function NameCell({ user }: { user: User }) {
  return (
    <span className={classes.name}>
      <span className="cut" title={nameOf(user)}>
        {nameOf(user)}
      </span>
      {user.source !== 'manual' && (
        <Badge size="xs" variant="default" className={classes.tag} title="Managed by an employee data source">
          {sourceWords[user.source]}
        </Badge>
      )}
    </span>
  );
}

/** The state in words, with the health of the invitation; colour only repeats what is said. */
export function StatusCell({ user, timeZone }: { user: User; timeZone: string }) {
  const { words, tone, more } = statusOf(user, timeZone);
  return (
    <span className={classes.status} title={more === undefined ? words : `${words}. ${more}`}>
      <Dot tone={tone} />
      <span className="cut">{words}</span>
    </span>
  );
}

/** How a deactivated User came to be so: by whom, why, and whether they are kept out. */
export function HowCell({ user }: { user: User }) {
  const reason =
    user.deactivatedReason === null || user.deactivatedReason === '' ? '' : `: ${user.deactivatedReason}`;
  const out = user.keptOutBy === null ? '' : 'Kept out · ';
  const words = `${out}by ${user.deactivatedBy ?? 'Usher'}${reason}`;
  const begun = words.replace(/^./, (letter) => letter.toUpperCase());
  return (
    <span className="cut" title={begun}>
      {begun}
    </span>
  );
}

interface StatusWords {
  words: string;
  tone: 'good' | 'warn' | 'bad' | 'none';
  more?: string;
}

export function statusOf(user: User, timeZone: string): StatusWords {
  switch (user.status) {
    case 'active':
      return { words: statusWords.active, tone: 'good' };
    case 'invited':
      return invitedWords(user);
    case 'waiting':
      return user.eligibleOn !== null && user.eligibleOn > new Date().toISOString().slice(0, 10)
        ? { words: `Scheduled for ${day(`${user.eligibleOn}T12:00:00Z`, timeZone)}`, tone: 'none' }
        : { words: statusWords.waiting, tone: 'warn' };
    case 'deactivated':
      return deactivatedWords(user, timeZone);
  }
}

function invitedWords({ invitation }: User): StatusWords {
  if (invitation?.state === 'refused') {
    return { words: 'Unclaimed · address refused', tone: 'bad', more: 'Still uses a seat' };
  }
  if (invitation?.expired === true) return { words: 'Link expired – still uses a seat', tone: 'warn' };
  if (invitation?.state === 'queued') return { words: 'Unclaimed · being sent', tone: 'none' };
  if (invitation?.state === 'opened') return { words: 'Unclaimed · page opened', tone: 'none' };
  return { words: statusWords.invited, tone: 'none' };
}

function deactivatedWords(user: User, timeZone: string): StatusWords {
  const words = user.keptOutBy === null ? statusWords.deactivated : 'Deactivated · kept out';
  const when = user.deactivatedAt === null ? '' : ` on ${day(user.deactivatedAt, timeZone)}`;
  const reason =
    user.deactivatedReason === null || user.deactivatedReason === '' ? '' : `: ${user.deactivatedReason}`;
  return { words, tone: 'none', more: `By ${user.deactivatedBy ?? 'Usher'}${when}${reason}` };
}
