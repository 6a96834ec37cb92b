import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiProblem, problemText } from '../../api/problem';
import { useSession } from '../../api/session';
import { CentrePage } from '../../ui/centre-page';
import { ButtonLink } from '../../ui/link';

/** By the code of a refusal. */
export type DeadEnds = Record<string, { title: string; lead: string; next?: ReactNode }>;

const invalid = {
  title: 'This link does not work',
  lead: 'It may have been cut off in the mail, or the invitation was withdrawn. Open it once more from the mail, or ask for a new one.',
};

const invitationEnds: DeadEnds = {
  link_expired: {
    title: 'This link has expired',
    lead: 'Your place may still be kept. Ask the person who invited you to send the invitation again.',
  },
  link_used: {
    title: 'This link has been used',
    lead: 'The invitation was claimed before. Sign in with the password that was chosen then.',
    next: <EnterInstead />,
  },
  newer_link_sent: {
    title: 'A newer link was sent',
    lead: 'Look in your inbox for the latest invitation, and use the link in that one.',
  },
  link_invalid: invalid,
  // Cut so short that it has not even the shape of one.
  invalid_request: invalid,
  seats_exhausted: {
    title: 'No place is free',
    lead: 'Every place is taken at the moment. Your link goes on working: open it again later, or ask whoever gave it to you.',
  },
  link_off: {
    title: 'This link has been switched off',
    lead: 'Ask the person who gave it to you for an invitation.',
  },
};

/** A link that opens nothing: what happened, and what to do next. It tells a stranger no more. */
export function DeadLink({
  error,
  onRetry,
  ends = invitationEnds,
}: {
  error: unknown;
  onRetry: () => void;
  ends?: DeadEnds | undefined;
}) {
  const end = error instanceof ApiProblem ? ends[error.code] : undefined;
  if (end === undefined) {
    return (
      <CentrePage title="The link could not be read" lead={problemText(error)}>
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      </CentrePage>
    );
  }
  return (
    <CentrePage title={end.title} lead={end.lead}>
      {end.next}
    </CentrePage>
  );
}

function EnterInstead() {
  const { account } = useSession();
  return account === null ? (
    <ButtonLink to="/sign-in">Sign in</ButtonLink>
  ) : (
    <ButtonLink to="/">Go to your space</ButtonLink>
  );
}
