import { Button, Group, Skeleton } from '@mantine/core';
import { Empty } from '../../ui/empty';
import rows from '../../ui/rows-in-sight.module.css';
import cards from './seat-cards.module.css';

/** The cards in their final shape while they are read. */
export function CardsSkeleton() {
  return (
    <div className={cards.cards} aria-busy="true" aria-label="Reading the seats">
      {['Total Seats', 'Available Seats', 'Unclaimed Invites', 'Active Users'].map((title) => (
        <section key={title} aria-label={title} className={cards.card}>
          <header className={cards.head}>
            <h2 className={cards.title}>{title}</h2>
          </header>
          <Skeleton h={32} w={72} />
          <Skeleton h={14} w="80%" />
        </section>
      ))}
    </div>
  );
}

export function RowsSkeleton() {
  return (
    <div className={rows.frame} aria-busy="true">
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className={rows.ghost}>
          <Skeleton h={14} w={`${30 + ((index * 7) % 20)}%`} />
        </div>
      ))}
    </div>
  );
}

/** `onDeactivated` where the deactivated are left out by the filter, not asked for and not excluded. */
export function NoMatch({
  onClear,
  onDeactivated,
}: {
  onClear: () => void;
  onDeactivated: (() => void) | undefined;
}) {
  return (
    <Empty
      title="No user matches"
      action={
        <Group gap={8} justify="center">
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
          {onDeactivated && (
            <Button variant="subtle" onClick={onDeactivated}>
              Look among the deactivated
            </Button>
          )}
        </Group>
      }
    >
      The filters that are on leave nobody
      {onDeactivated && '; deactivated users are not among those looked through'}.
    </Empty>
  );
}

/** The next step is the page's one primary action, so it is named here and not offered twice. */
export function NobodyYet() {
  return (
    <Empty title="You are the first here">
      Invite people by e-mail, from a CSV file, or with one link for many: Invite users, at the top. Each
      takes a seat when they are invited.
    </Empty>
  );
}
