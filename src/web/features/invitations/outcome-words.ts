import { plural } from '../../ui/words';
import type { Outcome, Sending } from './send-invites';

const refusals: Record<NonNullable<Outcome['code']>, string> = {
  invalid_email: 'The address cannot be right',
  user_exists: 'Here already',
  employee_id_taken: 'The employee id is another user’s',
  seats_exhausted: 'No free seat',
};

/** What became of one row, in words. */
export function outcomeWords(outcome: Outcome, inviteOn: string | undefined): string {
  if (outcome.status === 'invited') return 'Invited';
  if (outcome.status === 'refused') return outcome.code ? refusals[outcome.code] : 'Refused';
  return inviteOn === undefined ? 'Waiting for a seat' : `Scheduled for ${dayWords(inviteOn)}`;
}

/** "3 December 2026", of a day as 2026-12-03. */
export const dayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

export interface Tally {
  invited: number;
  scheduled: number;
  waiting: number;
  refused: number;
  reactivated: number;
}

export function tallyOf({
  outcomes,
  plan,
  reactivated,
}: Pick<Sending, 'outcomes' | 'plan' | 'reactivated'>): Tally {
  const tally = { invited: 0, scheduled: 0, waiting: 0, refused: reactivated?.refused.length ?? 0 };
  outcomes.forEach(({ status }, i) => {
    if (status === 'waiting' && plan.rows[i]?.inviteOn !== undefined) tally.scheduled += 1;
    else tally[status] += 1;
  });
  return { ...tally, reactivated: reactivated?.done ?? 0 };
}

/** "12 users invited, 3 waiting for a seat, 1 left out". */
export function summaryOf(sending: Pick<Sending, 'outcomes' | 'plan' | 'reactivated'>): string {
  const { invited, scheduled, waiting, refused, reactivated } = tallyOf(sending);
  const parts = [
    invited > 0 && `${plural(invited, 'user')} invited`,
    scheduled > 0 && `${plural(scheduled, 'invitation')} scheduled`,
    reactivated > 0 && `${plural(reactivated, 'user')} reactivated`,
    waiting > 0 && `${plural(waiting, 'user')} waiting for a seat`,
    refused > 0 && `${plural(refused, 'user')} left out`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Nobody was invited' : parts.join(', ');
}
