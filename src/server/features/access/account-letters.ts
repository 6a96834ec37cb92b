import { writeLetter, type LetterBlock } from '../../platform/mail/index.ts';
import type { AccountMail, AccountMailKind } from './account-mail-queries.ts';

export interface Letterhead {
  /** The space where the account is in one alone, else Usher itself. */
  fromName: string;
  timeZone: string;
  publicUrl: string;
  /** Of a reset: its link. */
  resetUrl: string;
}

const told: Record<Exclude<AccountMailKind, 'password_reset'>, { subject: string; said: string }> = {
  password_changed: {
    subject: 'Your password was changed',
    said: 'The password of your account was changed, and every other session was signed out.',
  },
  second_factor_on: {
    subject: 'A second factor was switched on',
    said: 'From now on signing in to your account asks for a code from your authenticator app.',
  },
  second_factor_off: {
    subject: 'Your second factor was switched off',
    said: 'From now on signing in to your account asks for the password alone.',
  },
  recovery_codes_made: {
    subject: 'New recovery codes were made',
    said: 'Your account has new recovery codes. Those made before do not work any more.',
  },
  passkey_added: {
    subject: 'A passkey was added to your account',
    said: 'A passkey was added with which you can sign in without your password.',
  },
  passkey_removed: {
    subject: 'A passkey was removed from your account',
    said: 'A passkey of your account was removed and does not sign anybody in any more.',
  },
};

/** Writes a mail about an account: the link of a reset, or word of a change. */
export function writeAccountLetter(mail: AccountMail, head: Letterhead) {
  if (mail.kind === 'password_reset') return writeReset(mail, head);
  const { subject, said } = told[mail.kind];
  const when = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: head.timeZone,
  }).format(mail.createdAt);
  const blocks: LetterBlock[] = [
    { p: said },
    {
      facts: [
        ['Account', mail.email],
        ['When', `${when} (${zoneName(mail.createdAt, head.timeZone)})`],
      ],
    },
    { p: 'If this was you, you need do nothing. If it was not, choose a new password at once.' },
    { button: 'Choose a new password', url: `${head.publicUrl}/forgotten` },
  ];
  return writeLetter({
    spaceName: head.fromName,
    subject,
    preview: said,
    heading: subject,
    blocks,
    footer: `Sent to ${mail.email} because how this account is signed in to has changed.`,
  });
}

function writeReset(mail: AccountMail, head: Letterhead) {
  const said = 'Somebody, most likely you, said that the password of your account is forgotten.';
  return writeLetter({
    spaceName: head.fromName,
    subject: 'Choose a new password',
    preview: 'The link works once, for an hour.',
    heading: 'Choose a new password',
    blocks: [
      { p: said },
      { button: 'Choose a new password', url: head.resetUrl },
      { p: 'The link works once, for an hour. It is yours alone, so do not pass it on.' },
    ],
    footer: `Sent to ${mail.email}. If you did not ask for it, do nothing: your password stays as it is.`,
  });
}

const zoneName = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
