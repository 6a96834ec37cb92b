import { When } from '../../ui/when';
import classes from './events.module.css';

interface Item {
  id: string;
  at: string;
  words: string;
  by?: string | undefined;
}

/** What happened, newest first, each with when and by whom. */
export function Events({ items, timeZone }: { items: Item[]; timeZone: string }) {
  if (items.length === 0) return <p className={classes.none}>Nothing yet.</p>;
  return (
    <ol className={classes.events}>
      {items.map(({ id, at, words, by }) => (
        <li key={id}>
          <span className={classes.words}>
            {words}
            {by !== undefined && <span className={classes.by}>{by}</span>}
          </span>
          <span className={classes.when}>
            <When at={at} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ol>
  );
}
