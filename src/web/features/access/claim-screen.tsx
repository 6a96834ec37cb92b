import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { post } from '../../api/http';
import { CentrePage } from '../../ui/centre-page';
import { ClaimForm, type Offer } from './claim-form';
import { DeadLink } from './dead-link';

/** The page behind an invitation's link. Looking at it claims nothing; its one button does. */
export function ClaimScreen() {
  const { token = '' } = useParams({ strict: false });
  const offer = useQuery({
    queryKey: ['claim', token],
    queryFn: () => post<Offer>('/api/v1/claim/preview', { token }),
    retry: false,
    staleTime: Infinity,
  });
  if (offer.isPending) {
    return (
      <CentrePage title="Your invitation">
        <Stack>
          <Skeleton height={20} />
          <Skeleton height={60} />
          <Skeleton height={36} />
        </Stack>
      </CentrePage>
    );
  }
  if (offer.isError) return <DeadLink error={offer.error} onRetry={() => void offer.refetch()} />;
  return (
    <ClaimForm
      token={token}
      offer={offer.data}
      readAgain={async () => (await offer.refetch()).data?.signedIn === true}
    />
  );
}
