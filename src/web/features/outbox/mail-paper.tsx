import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { spacePath } from '../../api/session';
import type { Mail } from './read-outbox';
import classes from './outbox.module.css';

/**
 * What was sent, as HTML and as text. The HTML stands in a frame of its own that runs no script,
 * fetches nothing and follows no link.
 */
export function MailPaper({ slug, mail }: { slug: string; mail: Mail }) {
  const [shown, setShown] = useState('html');
  if (mail.text === null) {
    return <Text c="dimmed">There is nothing to read yet: the words are written when it is sent.</Text>;
  }
  const blanked = mail.text.includes('(hidden)');
  return (
    <section aria-label="What was sent">
      <SegmentedControl
        aria-label="Show as"
        size="xs"
        mb={8}
        data={[
          { value: 'html', label: 'As it looks' },
          { value: 'text', label: 'Plain text' },
        ]}
        value={shown}
        onChange={setShown}
      />
      {shown === 'html' && mail.hasHtml ? (
        <iframe
          className={classes.paper}
          sandbox=""
          title={`What was sent to ${mail.to}`}
          src={spacePath(slug, `/mails/${mail.id}/html`)}
        />
      ) : (
        <pre className={classes.text} tabIndex={0} aria-label="Plain text">
          {mail.text}
        </pre>
      )}
      {blanked && (
        <Text c="dimmed" size="xs" mt={8}>
          The link is blanked here: whoever has it could claim the place.
        </Text>
      )}
    </section>
  );
}
