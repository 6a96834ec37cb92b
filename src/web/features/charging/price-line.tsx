import { Skeleton, Text } from '@mantine/core';
import { day } from '../../ui/dates';
import { count, money } from '../../ui/words';
import classes from './charging.module.css';
import { arithmetic, renewalWords, taxWords } from './price-words';
import type { Preview } from './read-charging';

/** The arithmetic in one line, and what the order does to the seats. */
export function PriceLine({ preview, timeZone }: { preview: Preview; timeZone: string }) {
  const { totalSeats, available, waiting, currency, period, total } = preview;
  const served = preview.seats + available.now - available.after;
  return (
    <div className={classes.price} role="status">
      <p className={classes.sum}>
        {arithmetic(preview)}, {taxWords(preview)}, <strong>{money(total, currency)} now</strong>;{' '}
        {renewalWords(preview)}
      </p>
      <Text size="xs" c="dimmed">
        Total {count(totalSeats.before)} → {count(totalSeats.after)} seats, available {count(available.now)} →{' '}
        {count(available.after)}.
        {waiting > 0 && served > 0 && ` ${count(served)} go at once to people waiting.`} Charged by the second
        until the renewal on {day(period.to, timeZone)}; the renewal is before tax.
      </Text>
    </div>
  );
}

/** The same shape before the price is known. */
export function PriceSkeleton() {
  return (
    <div className={classes.price}>
      <Skeleton h={20} w="92%" />
      <Skeleton h={20} w="60%" />
      <Skeleton h={32} mt={4} />
    </div>
  );
}
