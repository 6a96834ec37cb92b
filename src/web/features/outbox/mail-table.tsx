import { useRef } from 'react';
import rows from '../../ui/rows-in-sight.module.css';
import { RowsInSight } from '../../ui/rows-in-sight';
import { useRowKeys } from '../../ui/use-row-keys';
import { useRowsInSight } from '../../ui/use-rows-in-sight';
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
  const height = phone ? 64 : 44;
  const frame = useRef<HTMLDivElement>(null);
  const sight = useRowsInSight({ frame, rows: mails, height, hasMore, onMore });
  const openAt = (index: number) => {
    const mail = mails[index];
    if (mail !== undefined) onOpen(mail.id);
  };
  const keys = useRowKeys({
    frame,
    count: mails.length,
    scrollTo: sight.scrollTo,
    onSpace: openAt,
    onEnter: openAt,
  });

  return (
    <div ref={frame} className={rows.frame}>
      <table
        className={`${rows.table} ${classes.table}`}
        aria-label="E-mails"
        aria-rowcount={hasMore ? -1 : mails.length + 1}
      >
        <thead className={phone ? rows.unseen : rows.head}>
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
        <RowsInSight rows={mails} sight={sight} onKeyDown={keys.onKeyDown}>
          {(mail, index) => (
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
          )}
        </RowsInSight>
      </table>
    </div>
  );
}
