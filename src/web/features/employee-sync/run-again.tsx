import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { post } from '../../api/http';
import { spacePath } from '../../api/session';
import { notifyTrouble } from '../../ui/notify';
import type { RunDetail } from './read-sync';

/** Fetches a source once more, and opens the run that comes of it. */
export function RunAgain({ slug, source }: { slug: string; source: RunDetail['source'] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const again = useMutation({
    mutationFn: () => post<{ runId: string }>(spacePath(slug, `/sync-sources/${source.id}/run`), {}),
    onSuccess: ({ runId }) =>
      void navigate({ to: '/s/$slug/sync', params: { slug }, search: { run: runId } }),
    onError: (error) => notifyTrouble('No run was begun', error),
    onSettled: () => client.invalidateQueries({ queryKey: ['space', slug] }),
  });
  return (
    <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
      Run again
    </Button>
  );
}
