import { NumberInput } from '@mantine/core';
import { Fold } from './fold';
import type { FieldsProps, Limits } from './source-draft';
import classes from './source.module.css';

/** As the server has them, where a source says nothing of its own. */
const ordinary: Required<Limits> = {
  leaversCount: 3,
  leaversPercent: 10,
  shrinkPercent: 80,
  badRowsCount: 3,
  badRowsPercent: 2,
  keysCount: 3,
  keysPercent: 2,
};

const guards: [label: string, count: keyof Limits, percent: keyof Limits][] = [
  ['Leavers in 24 hours', 'leaversCount', 'leaversPercent'],
  ['Rows that cannot be used', 'badRowsCount', 'badRowsPercent'],
  ['People under another employee id', 'keysCount', 'keysPercent'],
];

/** What holds a run until somebody approves it. */
export function LimitFields({ draft: { limits }, set }: FieldsProps) {
  const own = Object.keys(limits).length;
  const field = (name: keyof Limits, label: string, isShare: boolean) => (
    <NumberInput
      aria-label={label}
      placeholder={`${String(ordinary[name])}${isShare ? ' %' : ''}`}
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
