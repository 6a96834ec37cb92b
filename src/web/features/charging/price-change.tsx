import { Text } from '@mantine/core';
import { useState } from 'react';
import { money } from '../../ui/words';
import type { Preview } from './read-charging';

/** A price that was shown has run out while the dialog was open: says what it was, and what it is now. */
export function PriceChange({ price }: { price: Preview }) {
  const { quote, seats, total, currency } = price;
  const [seen, setSeen] = useState({ quote, seats, total });
  const [before, setBefore] = useState<number>();
  if (seen.quote !== quote) {
    setSeen({ quote, seats, total });
    if (seen.seats !== seats) setBefore(undefined);
    else if (seen.total !== total) setBefore(seen.total);
  }
  if (before === undefined || before === total) return null;
  return (
    <Text size="xs" role="status">
      The price is good for 15 minutes and was renewed: {money(before, currency)} → {money(total, currency)}.
    </Text>
  );
}
