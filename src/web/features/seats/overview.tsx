import { SegmentedControl, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { SpaceContext } from '../../api/session';
import { Trouble } from '../../ui/trouble';
import { Departments } from './departments';
import { Plan } from './plan';
import { poolFinding } from './pool-words';
import { historyQuery } from './read-seats';
import classes from './seats.module.css';

const PoolChart = lazy(async () => ({ default: (await import('./pool-chart')).PoolChart }));

const spans = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'all', label: 'All' },
];

interface Props {
  space: SpaceContext;
  days: string | undefined;
  onDays: (days: string | undefined) => void;
}

/** How the seats went, what comes at the renewal, and who holds them. */
export function Overview({ space, days = '90', onDays }: Props) {
  const reach = days === 'all' ? undefined : Number(days);
  const history = useQuery(historyQuery(space.slug, reach));
  const points = history.data?.points;
  return (
    <div className={classes.section} style={{ gap: 32 }}>
      <section className={classes.section} aria-label="Seats over time">
        <div className={classes.head}>
          <Title order={2}>
            {points === undefined ? <Skeleton h={20} w={320} maw="70vw" /> : poolFinding(points, reach)}
          </Title>
          <SegmentedControl
            className="no-print"
            size="xs"
            aria-label="How far back"
            data={spans}
            value={days}
            onChange={(value) => onDays(value === '90' ? undefined : value)}
          />
        </div>
        {history.isError && points === undefined ? (
          <Trouble what="The seats over time" error={history.error} onRetry={() => void history.refetch()} />
        ) : (
          <div className={classes.chart}>
            <Suspense fallback={<Skeleton h={280} />}>
              {points === undefined ? (
                <Skeleton h={280} />
              ) : (
                <PoolChart points={points} timeZone={space.timeZone} />
              )}
            </Suspense>
          </div>
        )}
      </section>
      <div className={classes.pair}>
        <Plan space={space} />
        <Departments space={space} />
      </div>
    </div>
  );
}
