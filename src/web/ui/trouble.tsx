import { Button } from '@mantine/core';
import { Empty } from './empty';
import { problemText } from '../api/problem';

/** What stands where something could not be read: what happened, what was kept, what to do. */
export function Trouble({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <Empty
        title={`${what} could not be read`}
        action={
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {problemText(error)} Nothing has changed.
      </Empty>
    </div>
  );
}
