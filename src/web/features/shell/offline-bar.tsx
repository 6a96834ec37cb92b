import { useConnection } from '../../api/connection';
import classes from './offline-bar.module.css';

/** Says that there is no connection, and that what is typed stays. */
export function OfflineBar() {
  const { offline } = useConnection();
  return (
    <div role="status">
      {offline && (
        <div className={classes.bar}>
          No connection to Usher. What you have typed is kept; try again when you are back.
        </div>
      )}
    </div>
  );
}
