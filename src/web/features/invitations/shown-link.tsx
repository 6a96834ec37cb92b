import { Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { count, plural } from '../../ui/words';
import { dayWords } from './outcome-words';
import type { OpenLink } from './read-open-link';

/** The link to copy, and how it is used. */
export function ShownLink({ link }: { link: OpenLink }) {
  const { url, claims, claimLimit, endsOn, emailDomains, createdBy } = link;
  const full = claimLimit !== null && claims >= claimLimit;
  const facts = [
    claimLimit === null
      ? `${plural(claims, 'user')} joined by it`
      : `${count(claims)} of ${plural(claimLimit, 'user')} joined by it`,
    endsOn === null ? 'No end date' : `Until ${dayWords(endsOn)}`,
    emailDomains.length > 0 && `Addresses at ${emailDomains.join(', ')}`,
    `Made by ${createdBy}`,
  ].filter(Boolean);
  return (
    <div>
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput
          label="Open link"
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          style={{ flex: 1 }}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button onClick={copy} miw={112}>
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text c="dimmed" size="sm" mt={8}>
        {facts.join(' · ')}
      </Text>
      {link.ended && (
        <Text c="var(--usher-warn)" role="status" mt={4}>
          {full
            ? 'As many joined as may: it lets nobody in any more. Raise the limit to open it again.'
            : 'Its last day has gone by: it lets nobody in any more. Choose another day to open it again.'}
        </Text>
      )}
    </div>
  );
}
