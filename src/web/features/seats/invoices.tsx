import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import type { Invoice } from '../../api/seat-types';
import { day } from '../../ui/dates';
import { Dot } from '../../ui/dot';
import { Empty } from '../../ui/empty';
import { Trouble } from '../../ui/trouble';
import { money } from '../../ui/words';
import { invoicePdf } from '../charging/read-charging';
import { invoicesQuery } from './read-seats';
import { More, Rows, RowsSkeleton, type Column } from '../../ui/rows';
import classes from './seats.module.css';

/** Every invoice with how it stands today; its number opens the paper. */
export function Invoices({ space }: { space: SpaceContext }) {
  const list = useInfiniteQuery(invoicesQuery(space.slug));
  const rows = list.data?.pages.flatMap(({ items }) => items);
  if (list.isError && rows === undefined)
    return <Trouble what="The invoices" error={list.error} onRetry={() => void list.refetch()} />;
  if (rows === undefined) return <RowsSkeleton />;
  if (rows.length === 0)
    return <Empty title="No invoices yet">Each order of seats makes one, with its PDF.</Empty>;

  const number = (invoice: Invoice) => (
    <Anchor
      href={invoicePdf(space.slug, invoice.id)}
      target="_blank"
      rel="noopener"
      aria-label={`Invoice ${invoice.number} (PDF)`}
    >
      {invoice.number}
    </Anchor>
  );
  const state = (invoice: Invoice) => (
    <span className={classes.state} data-status={invoice.status}>
      <Dot tone={tones[invoice.status]} />
      {stateWords(invoice, space.timeZone)}
    </span>
  );
  const total = ({ total: amount, currency }: Invoice) => money(amount, currency);
  const columns: Column<Invoice>[] = [
    { head: 'Invoice', cell: number },
    { head: 'Issued', cell: ({ issuedOn }) => day(issuedOn, 'UTC') },
    { head: 'Due', cell: ({ dueOn }) => day(dueOn, 'UTC') },
    { head: 'State', cell: state },
    { head: 'Net', figure: true, cell: ({ net, currency }) => money(net, currency) },
    { head: 'Tax', figure: true, cell: ({ tax, currency }) => money(tax, currency) },
    { head: 'Total', figure: true, cell: total },
  ];
  return (
    <section className={`${classes.section ?? ''} ${classes.printed ?? ''}`} aria-label="Invoices">
      <Rows
        label="Invoices"
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        phone={(row) => [number(row), total(row), state(row), `Due ${day(row.dueOn, 'UTC')}`]}
      />
      <More list={list} />
    </section>
  );
}

const tones = { paid: 'good', due: 'plain', overdue: 'bad' };

function stateWords({ status, paidAt, total }: Invoice, timeZone: string): string {
  if (status === 'paid') {
    if (total === 0) return 'Nothing to pay';
    return paidAt === null ? 'Paid' : `Paid ${day(paidAt, timeZone)}`;
  }
  return status === 'overdue' ? 'Overdue' : 'Due';
}
