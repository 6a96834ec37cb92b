import { NumberInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fold } from './fold';
import { sourcesQuery } from './read-sync';
import type { FieldsProps, Limits } from './source-draft';
import classes from './source.module.css';

const guards: [label: string, count: keyof Limits, percent: keyof Limits][] = [
  ['Leavers in 24 hours', 'leaversCount', 'leaversPercent'],
  ['Rows that cannot be used', 'badRowsCount', 'badRowsPercent'],
  ['People under another employee id', 'keysCount', 'keysPercent'],
];

/** What holds a run until somebody approves it; the ordinary limits stand in grey. */
export function LimitFields({ slug, draft: { limits }, set }: FieldsProps & { slug: string }) {
  const ordinary = useInfiniteQuery(sourcesQuery(slug)).data?.pages[0]?.ordinaryLimits;
  const own = Object.keys(limits).length;
  const field = (name: keyof Limits, label: string, isShare: boolean) => (
    <NumberInput
      aria-label={label}
      placeholder={ordinary && `${String(ordinary[name])}${isShare ? ' %' : ''}`}
      min={0}
      max={isShare ? 100 : 1_000_000}
      allowDecimal={isShare}
      suffix={isShare ? ' %' : ''}
      hideControls
      value={limits[name] ?? ''}
      onChange={(value) => {
        const { [name]: _, ...rest } = limits;
        set({ limits: value === '' ? rest : { ...rest, [name]: Number(value) } });
      }}
    />
  );
  return (
    <Fold title="Limits" note={own === 0 ? 'the ordinary ones' : `${String(own)} of its own`}>
      <p className={classes.note}>
        A run over a limit is held until somebody approves it. The number or the share counts, whichever is
        more. Empty: as shown in grey.
      </p>
      <div className={classes.limits}>
        <span />
        <span className={classes.note}>Number</span>
        <span className={classes.note}>Share</span>
        {guards.map(([label, count, percent]) => (
          <div key={label} className={classes.limit}>
            <span>{label}</span>
            {field(count, `${label}, number`, false)}
            {field(percent, `${label}, share`, true)}
          </div>
        ))}
        <div className={classes.limit}>
          <span>Rows, at least, of the last good file</span>
          <span />
          {field('shrinkPercent', 'Rows, at least, of the last good file, share', true)}
        </div>
      </div>
    </Fold>
  );
}
