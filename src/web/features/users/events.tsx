import { When } from '../../ui/when';
import classes from './events.module.css';

/** What happened, newest first, each with when. */
export function Events({
  items,
  timeZone,
}: {
  items: { id: string; at: string; words: string }[];
  timeZone: string;
}) {
  if (items.length === 0) return <p className={classes.none}>Nothing yet.</p>;
  return (
    <ol className={classes.events}>
      {items.map(({ id, at, words }) => (
        <li key={id}>
          <span className={classes.words}>{words}</span>
          <span className={classes.when}>
            <When at={at} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ol>
  );
}
