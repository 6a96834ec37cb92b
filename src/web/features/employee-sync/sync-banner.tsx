import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { SpaceContext } from '../../api/session';
import { TextLink } from '../../ui/link';
import { waitingQuery } from './read-sync';
import classes from './sync.module.css';

/** On every page of the space: a run waits for somebody to decide, other than the one in sight. */
export function SyncBanner({ space }: { space: SpaceContext }) {
  const { run } = useSearch({ strict: false });
  const { data } = useQuery(waitingQuery(space.slug));
  const waiting = data?.items.filter((one) => one.id !== run) ?? [];
  const [first] = waiting;
  if (first === undefined) return null;
  return (
    <section className={`${classes.banner ?? ''} no-print`} aria-label="Data sync waits for you">
      <span>
        <strong>{first.state === 'held' ? 'Data sync is held' : 'Data sync waits for approval'}.</strong>{' '}
        {first.source.name}: {first.headline}
      </span>
      <TextLink
        to="/s/$slug/sync"
        params={{ slug: space.slug }}
        search={{ run: first.id }}
        className={classes.look}
      >
        {waiting.length === 1 ? 'Look and decide' : `Look and decide (${String(waiting.length)} wait)`}
      </TextLink>
    </section>
  );
}
