import { Skeleton } from '@mantine/core';
import rows from '../../ui/rows-in-sight.module.css';

/** The list in its final shape while it is read. */
export function OutboxSkeleton() {
  return (
    <div className={rows.frame} aria-busy="true" aria-label="Reading the Outbox">
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={rows.ghost}>
          <Skeleton h={14} w={`${24 + ((index * 11) % 20)}%`} />
          <Skeleton h={14} w={`${20 + ((index * 7) % 16)}%`} />
        </div>
      ))}
    </div>
  );
}
