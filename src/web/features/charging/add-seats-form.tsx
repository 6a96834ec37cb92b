import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { isProblem, problemText, Unreachable } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import { ago } from '../../ui/dates';
import { TextLink } from '../../ui/link';
import { money, plural } from '../../ui/words';
import { PriceChange } from './price-change';
import { FreeableSeats } from './freeable-seats';
import { PriceLine, PriceSkeleton } from './price-line';
import { type Preview, previewQuery } from './read-charging';
import { fewestSeats, readSeatCount } from './seat-count';
import type { useSeatOrder } from './use-seat-order';

interface Props {
  space: SpaceContext;
  order: ReturnType<typeof useSeatOrder>;
  initialSeats: number | undefined;
  onClose: () => void;
}

/** How many, what it costs and what it means. The number is never changed for the person who typed it. */
export function AddSeatsForm({ space, order, initialSeats, onClose }: Props) {
  const { unheard, busy } = order;
  const [typed, setTyped] = useState(String(unheard?.seats ?? initialSeats ?? ''));
  const [purchaseOrder, setPurchaseOrder] = useState(unheard?.purchaseOrder ?? '');
  const [asked, setAsked] = useState(false);
  const [settled] = useDebouncedValue(typed, 400);

  const { seats, problem } = readSeatCount(typed);
  // The preview of the fewest says what a seat costs before a number is typed.
  const [wanted] = useDebouncedValue(seats ?? fewestSeats, 250);
  const preview = useQuery({ ...previewQuery(space.slug, wanted), placeholderData: (before) => before });
  const price = preview.data?.seats === seats ? preview.data : undefined;
  const paused = settled === typed && typed !== '';
  const locked = busy || unheard !== undefined;
  const waiting = seats !== undefined && price === undefined && !preview.isError;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (unheard) order.send(unheard);
    else if (seats === undefined || price === undefined) {
      if (preview.isError) void preview.refetch();
    } else {
      const { quote, total, currency } = price;
      const number = purchaseOrder.trim();
      order.send({ seats, quote, total, currency, purchaseOrder: number === '' ? null : number });
    }
  };
  const amount = unheard ?? price;

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {preview.data && <RecentOrder preview={preview.data} />}
        {preview.data?.ordersStopped && (
          <Alert color="red" title="No seats can be added now">
            An invoice is overdue. Seats can be added again once it is paid.
          </Alert>
        )}
        <TextInput
          label="Seats to add"
          description="A whole number from 10 to 1,000."
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          maw={240}
          value={typed}
          readOnly={locked}
          error={(asked || paused) && problem}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAsked(false);
          }}
          onBlur={() => setAsked(typed !== '')}
        />
        {seats === undefined ? (
          <UnitPrice preview={preview.data} />
        ) : price ? (
          <>
            <PriceLine preview={price} timeZone={space.timeZone} />
            <PriceChange price={price} />
          </>
        ) : preview.isError ? (
          <Alert color="red" title="The price could not be read">
            {problemText(preview.error)} What you typed is still here.
          </Alert>
        ) : (
          <PriceSkeleton />
        )}
        <TextInput
          label="Purchase-order number (optional)"
          description="Goes onto the invoice."
          autoComplete="off"
          maxLength={100}
          maw={360}
          value={purchaseOrder}
          readOnly={locked}
          onChange={(event) => setPurchaseOrder(event.currentTarget.value)}
        />
        <Text size="sm">
          Added seats are always charged and cannot be decreased from here. Fewer seats can be planned for the
          next renewal on the <SeatsLink slug={space.slug} />.
        </Text>
        {preview.data && <FreeableSeats slug={space.slug} freeable={preview.data.freeable} />}
        <OrderTrouble order={order} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {busy ? 'Close' : 'Cancel'}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={(waiting || preview.data?.ordersStopped === true) && !unheard}
          >
            {amount && (unheard || seats !== undefined)
              ? `Add seats · ${money(amount.total, amount.currency)}`
              : 'Add seats'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const SeatsLink = ({ slug }: { slug: string }) => (
  <TextLink to="/s/$slug/seats" params={{ slug }} inherit underline="always">
    Seats page
  </TextLink>
);

function UnitPrice({ preview }: { preview: Preview | undefined }) {
  if (preview === undefined) return <PriceSkeleton />;
  const { unitPrice, currency, billingPeriod, share } = preview;
  const rest = share.numerator === share.denominator ? '' : ` ${String(share.percent)}% of this one is left.`;
  return (
    <Text c="dimmed">
      {money(unitPrice, currency)} a seat and {billingPeriod}.{rest}
    </Text>
  );
}

function RecentOrder({ preview: { recentOrder } }: { preview: Preview }) {
  if (recentOrder === null) return null;
  const { by, seats, at } = recentOrder;
  return (
    <Alert color="yellow" variant="light">
      {by} added {plural(seats, 'seat')} {ago(at)}.
    </Alert>
  );
}

function OrderTrouble({ order: { error, unheard, busy } }: { order: ReturnType<typeof useSeatOrder> }) {
  if (busy) return null;
  if (unheard) {
    return (
      <Alert
        color="yellow"
        role="alert"
        title={`It is not known whether ${String(unheard.seats)} seats were added`}
      >
        {error instanceof Unreachable ? 'Usher could not be reached. ' : ''}Press the button again: it is the
        same order, and is charged once.
      </Alert>
    );
  }
  if (error === null) return null;
  const stale = isProblem(error, 'quote_expired') || isProblem(error, 'quote_mismatch');
  return (
    <Alert color="red" role="alert" title="No seats were added">
      {problemText(error)} {stale ? 'It is shown afresh above.' : 'Nothing was charged.'}
    </Alert>
  );
}
