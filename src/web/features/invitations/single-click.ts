import type { MouseEvent } from 'react';

/**
 * Takes the first click alone. What comes up where a button was gets the second of a double click,
 * which was not meant for it.
 */
export const onSingleClick =
  (deed: () => void) =>
  ({ detail }: MouseEvent): void => {
    if (detail <= 1) deed();
  };
