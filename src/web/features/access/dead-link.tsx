import { Button } from '@mantine/core';
import { ApiProblem, problemText } from '../../api/problem';
import { useSession } from '../../api/session';
import { CentrePage } from '../../ui/centre-page';
import { ButtonLink } from '../../ui/link';

const pages: Record<string, { title: string; lead: string; signIn?: true }> = {
  link_expired: {
    title: 'This link has expired',
    lead: 'Your place may still be kept. Ask the person who invited you to send the invitation again.',
  },
  link_used: {
    title: 'This link has been used',
    lead: 'The invitation was claimed before. Sign in with the password that was chosen then.',
    signIn: true,
  },
  newer_link_sent: {
    title: 'A newer link was sent',
    lead: 'Look in your inbox for the latest invitation, and use the link in that one.',
  },
  link_invalid: {
    title: 'This link does not work',
    lead: 'It may have been cut off in the mail, or the invitation was withdrawn. Open it once more from the mail, or ask for a new one.',
  },
  seats_exhausted: {
    title: 'No place is free',
    lead: 'Every place is taken at the moment. Your link goes on working: open it again later, or ask whoever gave it to you.',
  },
  link_off: {
    title: 'This link has been switched off',
    lead: 'Ask the person who gave it to you for an invitation.',
  },
};

/** A link that claims nothing: what happened, and what to do next. It tells a stranger no more. */
export function DeadLink({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { account } = useSession();
  const page = error instanceof ApiProblem ? pages[error.code] : undefined;
  if (!page) {
    return (
      <CentrePage title="The invitation could not be read" lead={problemText(error)}>
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      </CentrePage>
    );
  }
  return (
    <CentrePage title={page.title} lead={page.lead}>
      {page.signIn &&
        (account === null ? (
          <ButtonLink to="/sign-in">Sign in</ButtonLink>
        ) : (
          <ButtonLink to="/">Go to your space</ButtonLink>
        ))}
    </CentrePage>
  );
}
