import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { problemText } from '../../api/problem';
import { CentrePage } from '../../ui/centre-page';

/** The boundary of a screen: what happened, what was kept, what to do. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  return (
    <CentrePage
      title="This page stopped working"
      lead={`${problemText(error)} Nothing on the server was lost.`}
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
