import { ago } from '../../ui/dates';
import { plural } from '../../ui/words';
import type { Mail, MailItem } from './read-outbox';

/** What a mail is about. Those that open links and settings send stand here as well. */
const kindWords: Record<string, string> = {
  invitation: 'Invitation',
  invitation_reminder: 'Reminder of an invitation',
  open_link: 'Proof of an address',
  seats_added: 'Seats added',
  low_seats: 'Few seats left',
  seats_renewed: 'Renewal',
  reduction_short: 'Reduction at renewal',
  invoice: 'Invoice',
  sync_held: 'Employee data held',
  sync_short: 'Employee data: too few seats',
  sync_failed: 'Employee data failed',
  sync_stuck: 'Employee data stuck',
  test: 'Test mail',
};

export const kindOptions = [
  { value: '', label: 'Any kind' },
  { value: 'invitation,invitation_reminder,open_link', label: 'Invitations' },
  { value: 'seats_added,low_seats,seats_renewed,reduction_short', label: 'Seats' },
  { value: 'invoice', label: 'Invoices' },
  { value: 'sync_held,sync_short,sync_failed,sync_stuck', label: 'Employee data' },
  { value: 'test', label: 'Test mails' },
];

export function kindOf(kind: string): string {
  const plain = kind.replaceAll('_', ' ');
  return kindWords[kind] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export interface StateWords {
  words: string;
  tone: 'good' | 'warn' | 'bad' | 'none';
}

/** The state of a mail in words. */
export function stateOf(mail: Pick<MailItem, 'state' | 'attempts'>): StateWords {
  switch (mail.state) {
    case 'queued':
      return mail.attempts === 0
        ? { words: 'Waiting to be sent', tone: 'none' }
        : { words: `Not taken yet · ${plural(mail.attempts, 'try', 'tries')}`, tone: 'warn' };
    case 'sending':
      return { words: 'Being sent', tone: 'none' };
    case 'sent':
      return { words: 'Sent', tone: 'good' };
    case 'refused':
      return { words: 'Refused', tone: 'bad' };
    case 'kept':
      return { words: 'Kept, not sent', tone: 'none' };
    case 'cancelled':
      return { words: 'Not needed', tone: 'none' };
  }
}

/** What became of the mail, in one sentence for its panel. */
export function storyOf(mail: Mail): string {
  const tries = plural(mail.attempts, 'try', 'tries');
  switch (mail.state) {
    case 'queued':
      return mail.attempts === 0
        ? 'It goes out in a moment.'
        : `The mail server did not take it in ${tries}. Usher tries again ${ago(mail.nextAttemptAt ?? mail.createdAt)}, for two days in all.`;
    case 'sending':
      return 'It is being handed to the mail server.';
    case 'sent':
      return `The mail server took it${mail.attempts > 1 ? ` at the ${ordinal(mail.attempts)} try` : ''}.`;
    case 'refused':
      return `The mail server refused it after ${tries}. A slip in the address is the usual reason.`;
    case 'kept':
      return 'No mail server is set, so it was kept here to be read.';
    case 'cancelled':
      return 'It was not sent: nobody needed it any more.';
  }
}

const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinal = (n: number): string => `${n}${endings[ordinals.select(n)] ?? 'th'}`;
