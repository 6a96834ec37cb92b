import { Dot } from '../../ui/dot';
import classes from './sync.module.css';

const tones: Partial<Record<string, 'good' | 'warn' | 'bad'>> = {
  applied: 'good',
  active: 'good',
  held: 'warn',
  rehearsed: 'warn',
  paused: 'warn',
  refused: 'bad',
  failed: 'bad',
};

/** The state of a run or a source: its dot, and its words. */
export function State({ of, words }: { of: string; words: string }) {
  const tone = tones[of] ?? 'plain';
  return (
    <span className={classes.state} data-tone={tone}>
      <Dot tone={tone} />
      {words}
    </span>
  );
}
