import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './recovery-codes.module.css';

/** Recovery codes, this once: it does not close by a click beside it. */
export function RecoveryCodes({
  title,
  codes,
  onClose,
}: {
  title: string;
  codes: string[];
  onClose: () => void;
}) {
  const text = `${codes.join('\n')}\n`;
  const file = useFile(text);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text>
          Keep these recovery codes where you keep your passwords. Each signs you in once when the
          authenticator app is not at hand. They are not shown again.
        </Text>
        <ul className={classes.codes} aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button component="a" variant="default" href={file} download="usher-recovery-codes.txt">
            Download
          </Button>
        </Group>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            I have kept them
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** An address under which the browser saves this text as a file. */
function useFile(text: string): string {
  const [address] = useState(() => URL.createObjectURL(new Blob([text], { type: 'text/plain' })));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return address;
}
