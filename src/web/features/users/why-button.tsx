import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { SpaceContext } from '../../api/session';
import type { Seats } from '../../api/types';
import classes from './seat-cards.module.css';
import type { UsersFilter } from './users-filter';

export interface Why {
  card: 'total' | 'available' | 'unclaimed' | 'active';
  space: SpaceContext;
  seats: Seats;
  filter: UsersFilter;
}

const WhyThisNumber = lazy(async () => ({ default: (await import('./why-this-number')).WhyThisNumber }));

/** Quiet, beside every number: opens the arithmetic and the ledger's rows behind it. */
export function WhyButton({ why, title }: { why: Why; title: string }) {
  return (
    <Popover width={340} position="bottom-start" trapFocus returnFocus withinPortal shadow="sm">
      <Popover.Target>
        <UnstyledButton className={classes.why} aria-label={`Why this number: ${title}`}>
          Why this number
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Why this number: ${title}`}>
        <Suspense fallback={<Skeleton h={120} />}>
          <WhyThisNumber why={why} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
