import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useRowKeys } from '../users/use-row-keys';
import { MailRow } from './mail-row';
import classes from './outbox.module.css';
import type { MailItem } from './read-outbox';

interface Props {
  mails: MailItem[];
  timeZone: string;
  phone: boolean;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
}

/** The list: only the rows on screen are in the page, however many are loaded; the next are read ahead. */
export function MailTable({ mails, timeZone, phone, hasMore, onMore, onOpen }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = frame.current;
    if (place !== null) setTop(place.getBoundingClientRect().top + window.scrollY);
  }, [mails.length]);
  const height = phone ? 64 : 44;
  const virtual = useWindowVirtualizer({
    count: mails.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const shown = virtual.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= mails.length - 30) onMore();
  }, [hasMore, last, mails.length, onMore]);
  const openAt = (index: number) => {
    const mail = mails[index];
    if (mail !== undefined) onOpen(mail.id);
  };
  const keys = useRowKeys({
    frame,
    count: mails.length,
    scrollTo: (index) => virtual.scrollToIndex(index),
    onSpace: openAt,
    onEnter: openAt,
  });

  return (
    <div ref={frame} className={classes.frame}>
      <table className={classes.table} aria-label="E-mails" aria-rowcount={hasMore ? -1 : mails.length + 1}>
        <thead className={phone ? classes.unseen : classes.head}>
          <tr>
            <th scope="col">To</th>
            {!phone && (
              <>
                <th scope="col">Subject</th>
                <th scope="col">State</th>
                <th scope="col" className={classes.time}>
                  Written
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody onKeyDown={keys.onKeyDown}>
          <Gap height={before} />
          {shown.map(({ index }) => {
            const mail = mails[index];
            return mail === undefined ? null : (
              <MailRow
                key={mail.id}
                mail={mail}
                index={index}
                height={height}
                phone={phone}
                timeZone={timeZone}
                current={keys.current === index}
                onFocus={keys.setCurrent}
                onOpen={onOpen}
              />
            );
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of the rows that are not in the page. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td className={classes.gap} style={{ height }} />
    </tr>
  );
}
