import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { SpaceContext } from '../../api/session';
import { ButtonLink } from '../../ui/link';
import { plural } from '../../ui/words';
import { fewestSeats, mostSeats } from '../charging/seat-count';
import type { RunDetail } from './read-sync';

const AddSeatsDialog = lazy(async () => ({
  default: (await import('../charging/add-seats-dialog')).AddSeatsDialog,
}));

interface Props {
  space: SpaceContext;
  run: RunDetail;
  opened: boolean;
  onClose: () => void;
}

/** The way to the seats that a run which waits has too few of; closed, the run is there again as it would be now. */
export function RunShortage({ space, run, opened, onClose }: Props) {
  const { slug } = space;
  const navigate = useNavigate();
  const missing = run.forecast?.seatsMissing ?? 0;
  return (
    <>
      {missing > 0 && (
        <Group gap="8px 16px">
          <ButtonLink
            to="/s/$slug/sync"
            params={{ slug }}
            search={(before) => ({ ...before, open: 'add-seats' as const })}
            resetScroll={false}
            variant="default"
          >
            Add seats
          </ButtonLink>
          {`${plural(missing, 'more seat')} would do.`}
        </Group>
      )}
      {opened && (
        <Suspense fallback={null}>
          <AddSeatsDialog
            space={space}
            opened
            onClose={onClose}
            initialSeats={missing < fewestSeats ? undefined : Math.min(missing, mostSeats)}
            onInvite={() =>
              void navigate({ to: '/s/$slug/users', params: { slug }, search: { open: 'invite' } })
            }
          />
        </Suspense>
      )}
    </>
  );
}
