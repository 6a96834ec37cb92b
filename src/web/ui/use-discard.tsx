import { Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FormDialog } from './form-dialog';

/** Asks before a dialog is closed in which something was typed that is not saved. */
export function useDiscard(
  changed: boolean,
  onClose: () => void,
): { close: () => void; asking: boolean; question: ReactNode } {
  const [asking, setAsking] = useState(false);
  return {
    asking,
    close: () => {
      if (changed) setAsking(true);
      else onClose();
    },
    question: asking && (
      <FormDialog
        title="Discard changes?"
        button="Discard changes"
        leave="Keep editing"
        grave
        busy={false}
        error={null}
        onSubmit={onClose}
        onClose={() => setAsking(false)}
      >
        <Text>What you typed here is not saved.</Text>
      </FormDialog>
    ),
  };
}
