import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import classes from './source.module.css';

/** The key of a host that nobody has confirmed yet. */
export function FirstKey({ hostKey, onConfirm }: { hostKey: string; onConfirm: () => void }) {
  return (
    <Alert title="Is this the host’s key?">
      <Stack gap={8} align="flex-start">
        <Code className={classes.hostKey}>{hostKey}</Code>
        <Text>Compare it with what the server’s owner told you. Another key stops every run.</Text>
        <Button variant="default" onClick={onConfirm}>
          Confirm this key
        </Button>
      </Stack>
    </Alert>
  );
}

/** A host that shows another key than the one confirmed: a new machine, or somebody in its place. */
export function OtherKey({ before, now, onConfirm }: { before: string; now: string; onConfirm: () => void }) {
  return (
    <Alert color="red" role="alert" title="The host shows another key">
      <Stack gap={8} align="flex-start">
        <Text>
          It may have been set up anew, or something else answers in its place. Nothing was sent to it: no
          password, no file.
        </Text>
        <dl className={classes.keys}>
          <dt>Confirmed before</dt>
          <dd>
            <Code className={classes.hostKey}>{before}</Code>
          </dd>
          <dt>Shown now</dt>
          <dd>
            <Code className={classes.hostKey}>{now}</Code>
          </dd>
        </dl>
        <Text>
          Ask the server’s owner for the new key by another way than this connection, and confirm it only if
          the two are the same.
        </Text>
        <Button color="red.8" onClick={onConfirm}>
          Confirm the new key
        </Button>
      </Stack>
    </Alert>
  );
}
