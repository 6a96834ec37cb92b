import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import type { OrderList } from '../../api/seat-types';
import { day } from '../../ui/dates';
import { Empty } from '../../ui/empty';
import { Trouble } from '../../ui/trouble';
import { count, money, plural } from '../../ui/words';
import { invoicePdf } from '../charging/read-charging';
import { ordersQuery } from './read-seats';
import { More, Rows, RowsSkeleton, type Column } from '../../ui/rows';
import classes from './seats.module.css';

type Order = OrderList['items'][number];

/** Every order: what it did to the seats, who made it, what it cost. */
export function Orders({ space }: { space: SpaceContext }) {
  const list = useInfiniteQuery(ordersQuery(space.slug));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  if (list.isError && rows === undefined)
    return <Trouble what="The orders" error={list.error} onRetry={() => void list.refetch()} />;
  if (rows === undefined) return <RowsSkeleton />;
  if (rows.length === 0)
    return <Empty title="No orders yet">Seats you add stand here with their price.</Empty>;

  const made = ({ createdAt }: Order) => day(createdAt, space.timeZone);
  const total = ({ total: amount, currency }: Order) => money(amount, currency);
  const invoice = ({ invoice: { id, number } }: Order) => (
    <Anchor
      href={invoicePdf(space.slug, id)}
      target="_blank"
      rel="noopener"
      aria-label={`Invoice ${number} (PDF)`}
    >
      {number}
    </Anchor>
  );
  const columns: Column<Order>[] = [
    { head: 'Date', cell: made },
    {
      head: 'Order',
      wide: true,
      cell: (row) => (
        <span className="cut" title={orderWords(row)}>
          {orderWords(row)}
        </span>
      ),
    },
    {
      head: 'By',
      cell: ({ orderedBy }) => (
        <span className="cut" title={orderedBy}>
          {orderedBy}
        </span>
      ),
    },
    { head: 'Seats before', figure: true, cell: ({ totalBefore }) => count(totalBefore) },
    { head: 'Seats after', figure: true, cell: ({ totalAfter }) => count(totalAfter) },
    { head: 'Total', figure: true, cell: total },
    { head: 'Invoice', cell: invoice },
  ];
  return (
    <section className={`${classes.section ?? ''} ${classes.printed ?? ''}`} aria-label="Orders">
      <Rows
        label="Orders"
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        phone={(row) => [orderWords(row), total(row), `${made(row)} by ${row.orderedBy}`, invoice(row)]}
      />
      <More list={list} />
    </section>
  );
}

function orderWords({ kind, seats, totalBefore, totalAfter, wentToWaiting, purchaseOrder }: Order): string {
  const gone = totalBefore - totalAfter;
  const deed = {
    initial: `${plural(seats, 'seat')} to begin with`,
    added: `${plural(seats, 'seat')} added`,
    renewal: `Renewal of ${plural(seats, 'seat')}${gone > 0 ? `, ${count(gone)} given up` : ''}`,
  }[kind];
  const waiting = wentToWaiting > 0 ? `, ${count(wentToWaiting)} to people waiting` : '';
  return `${deed}${waiting}${purchaseOrder === null ? '' : ` (${purchaseOrder})`}`;
}
