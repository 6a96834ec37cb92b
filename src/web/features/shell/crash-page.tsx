import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useConnection } from '../../api/connection';
import { problemText, Unreachable } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';

/** The boundary of a screen: what happened, what was kept, what to do. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  // The code of a page is fetched when it is first opened; that failing has no words of its own.
  const { offline } = useConnection();
  return (
    <CentrePage
      title={offline ? 'This page could not be fetched' : 'This page stopped working'}
      lead={`${problemText(offline ? new Unreachable() : error)} Nothing on the server was lost.`}
    >
      <Button
        onClick={() => {
          boundary.reset();
          reset();
          void router.invalidate();
        }}
      >
        Try again
      </Button>
    </CentrePage>
  );
}
