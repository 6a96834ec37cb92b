import { Alert, Button, CopyButton, Group, Text } from '@mantine/core';

/** On a machine of one's own: the link of the mail, to try what the person would. */
export function LinkToTry({ link }: { link: string }) {
  return (
    <Alert variant="light" title="Try it">
      <Text mb={8}>
        This is a machine of your own, so the link can be opened from here. Claiming signs that person in; use
        a private window to stay signed in yourself.
      </Text>
      <Group gap="xs">
        <Button component="a" size="compact-md" href={link} target="_blank" rel="noreferrer">
          Open the link
        </Button>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button size="compact-md" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the link'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
