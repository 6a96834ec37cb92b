import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { post } from '../../api/http';
import { CentrePage } from '../../ui/centre-page';
import { DeadLink, type DeadEnds } from './dead-link';

interface Props<T> {
  /** Where the link's token is read, which uses nothing up. */
  path: string;
  token: string;
  /** While it is read. */
  title: string;
  ends?: DeadEnds | undefined;
  children: (found: T, readAgain: () => Promise<T | undefined>) => ReactNode;
}

/** The page behind a link of a mail: what the link opens, or why it opens nothing. */
export function LinkPage<T>({ path, token, title, ends, children }: Props<T>) {
  const link = useQuery({
    queryKey: ['link', path, token],
    queryFn: () => post<T>(path, { token }),
    retry: false,
    staleTime: Infinity,
  });
  if (link.isPending) {
    return (
      <CentrePage title={title}>
        <Stack>
          <Skeleton height={20} />
          <Skeleton height={60} />
          <Skeleton height={36} />
        </Stack>
      </CentrePage>
    );
  }
  if (link.isError) return <DeadLink error={link.error} onRetry={() => void link.refetch()} ends={ends} />;
  return children(link.data, async () => (await link.refetch()).data);
}
