import { Button } from '@mantine/core';
import type { SpaceContext } from '../../api/session';
import type { Seats } from '../../api/types';
import { count } from '../../ui/words';
import { CardFigure, SeatCard } from './seat-card';
import classes from './seat-cards.module.css';
import { SeatsBar } from './seats-bar';
import { cardFilter, isFiltered, type UsersFilter } from './users-filter';

interface Props {
  space: SpaceContext;
  seats: Seats;
  /** The filter that these figures were counted under; one snapshot with the list. */
  filter: UsersFilter;
  onManage: () => void;
}

/** The four cards, in the words and figures of the domain. */
export function SeatCards({ space, seats, filter, onManage }: Props) {
  const filtered = isFiltered(filter);
  const { slug } = space;
  const invitedWords = seats.invited === 1 ? 'Invited User' : 'Invited Users';
  const you = !filtered && seats.invited === 1 && space.role === 'owner' ? ' (you)' : '';
  const holders = cardFilter('holders', filter);
  const why = { space, seats, filter };
  return (
    <div className={classes.cards} data-long={seats.total >= 100_000 || undefined}>
      <SeatCard
        title="Total Seats"
        filtered={filtered}
        why={{ ...why, card: 'total' }}
        action={
          <Button size="compact-sm" variant="default" onClick={onManage}>
            Manage
          </Button>
        }
      >
        <div className={classes.pair}>
          {!filtered && (
            <CardFigure slug={slug} value={seats.total} to={holders}>
              {seats.total === 1 ? 'seat' : 'seats'}
            </CardFigure>
          )}
          <CardFigure slug={slug} value={seats.invited} to={holders}>
            {`${invitedWords}${you}`}
          </CardFigure>
          {filtered && (
            <p className={classes.of}>
              <span aria-hidden className={classes.dot}>
                ·
              </span>
              of {seats.total === 1 ? '1 seat' : `${count(seats.total)} seats`}
            </p>
          )}
        </div>
        <SeatsBar
          total={seats.total}
          taken={seats.total - seats.available}
          within={filtered ? seats.invited : undefined}
        />
      </SeatCard>

      <SeatCard title="Available Seats" filtered={false} why={{ ...why, card: 'available' }}>
        <CardFigure slug={slug} value={seats.available}>
          {filtered ? 'for the whole space' : 'left for sending invitations'}
        </CardFigure>
        {seats.waiting > 0 && (
          <CardFigure slug={slug} small value={seats.waiting} to={{ status: 'waiting' }}>
            waiting for a seat
          </CardFigure>
        )}
      </SeatCard>

      <SeatCard title="Unclaimed Invites" filtered={filtered} why={{ ...why, card: 'unclaimed' }}>
        <CardFigure slug={slug} value={seats.unclaimed} to={cardFilter('unclaimed', filter)}>
          invited, never logged in
        </CardFigure>
      </SeatCard>

      <SeatCard title="Active Users" filtered={filtered} why={{ ...why, card: 'active' }}>
        <CardFigure slug={slug} value={seats.active} to={cardFilter('active', filter)}>
          logged in at least once
        </CardFigure>
      </SeatCard>
    </div>
  );
}
