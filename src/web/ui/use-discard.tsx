import { Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useCallback, useState, type ReactNode } from 'react';
import { FormDialog } from './form-dialog';

/** Asks before a dialog is closed, or left by the browser's Back, in which something was typed that is not saved. */
export function useDiscard(
  changed: boolean,
  onClose: () => void,
): { close: () => void; asking: boolean; question: ReactNode } {
  const [asking, setAsking] = useState(false);
  // The dialog itself closes by replacing the address, which is not asked about again.
  const shouldBlockFn = useCallback(({ action }: { action: string }) => {
    const isLeft = ['BACK', 'FORWARD', 'GO'].includes(action);
    if (isLeft) setAsking(true);
    return isLeft;
  }, []);
  useBlocker({ shouldBlockFn, disabled: !changed, enableBeforeUnload: false });
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
