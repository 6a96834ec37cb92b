import { Skeleton } from '@mantine/core';
import classes from './outbox.module.css';

/** The list in its final shape while it is read. */
export function OutboxSkeleton() {
  return (
    <div className={classes.frame} aria-busy="true" aria-label="Reading the Outbox">
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={classes.ghost}>
          <Skeleton h={14} w={`${24 + ((index * 11) % 20)}%`} />
          <Skeleton h={14} w={`${20 + ((index * 7) % 16)}%`} />
        </div>
      ))}
    </div>
  );
}
