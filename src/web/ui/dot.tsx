import classes from './dot.module.css';

/** A dot in the colour of a state, which the words beside it say as well. */
export const Dot = ({ tone }: { tone: string }) => (
  <span className={classes.dot} data-tone={tone} aria-hidden />
);
