import type { ReactNode } from 'react';
import classes from './source.module.css';

/** What few people change, put away under its name and what it says now. */
export function Fold({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <details className={classes.fold}>
      <summary>
        {title} <span className={classes.note}>· {note}</span>
      </summary>
      <div className={classes.fields}>{children}</div>
    </details>
  );
}
