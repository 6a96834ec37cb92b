import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { TextLink } from '../../ui/link';
import { count } from '../../ui/words';
import classes from './seat-cards.module.css';
import type { UsersFilter } from './users-filter';
import { type Why, WhyButton } from './why-button';

interface Props {
  title: string;
  /** Whether the figures are counted within a filter: the card then says so. */
  filtered: boolean;
  why: Why;
  action?: ReactNode;
  children: ReactNode;
}

/** A region, not a button: its numbers are links, Manage and "Why this number" stand by themselves. */
export function SeatCard({ title, filtered, why, action, children }: Props) {
  return (
    <section aria-label={title} className={classes.card}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {action}
      </header>
      {children}
      <footer className={classes.foot}>
        <WhyButton why={why} title={title} />
        {filtered && (
          <Badge size="sm" variant="light" className={classes.chip}>
            Filtered
          </Badge>
        )}
      </footer>
    </section>
  );
}

interface FigureProps {
  slug: string;
  value: number;
  children: string;
  /** The filter that lists those counted; a figure that counts nobody goes to the Seats page. */
  to?: UsersFilter;
  small?: boolean;
}

/** A figure with its words on one line of text, "138 Invited Users": so the link is called, too. */
export function CardFigure({ slug, value, children, to, small = false }: FigureProps) {
  const link = { params: { slug }, className: classes.number, 'aria-label': `${count(value)} ${children}` };
  return (
    <p className={small ? classes.small : classes.figure}>
      {to === undefined ? (
        <TextLink to="/s/$slug/seats" {...link}>
          {count(value)}
        </TextLink>
      ) : (
        <TextLink to="/s/$slug/users" search={to} {...link}>
          {count(value)}
        </TextLink>
      )}{' '}
      <span className={classes.words}>{children}</span>
    </p>
  );
}
