import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { Dot } from '../../ui/dot';
import classes from './people-list.module.css';
import type { InviteRow } from './plan-invites';
import type { Outcome } from './send-invites';

interface Row {
  outcome: Outcome;
  row: InviteRow | undefined;
  words: string;
}

const rank = { refused: 0, waiting: 1, invited: 2 };
const tones = { refused: 'bad', waiting: 'warn', invited: 'good' };

/** One line each, those that want a look first. */
export function OutcomeList({ rows }: { rows: Row[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const sorted = useMemo(
    () => [...rows].sort((a, b) => rank[a.outcome.status] - rank[b.outcome.status]),
    [rows],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing memoises what it returns
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 44,
    overscan: 8,
  });
  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label="What became of whom">
      <ul className={classes.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const one = sorted[index];
          return one === undefined ? null : (
            <li
              key={one.outcome.email}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={sorted.length}
              aria-posinset={index + 1}
            >
              <div className={classes.outcome}>
                <Dot tone={tones[one.outcome.status]} />
                <span className="cut" title={one.outcome.email}>
                  {one.outcome.email}
                </span>
                <span className={classes.became}>{one.words}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
