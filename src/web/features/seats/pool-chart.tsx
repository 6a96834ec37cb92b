import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import type { SeatHistory } from '../../api/seat-types';
import { day } from '../../ui/dates';
import rows from '../../ui/rows.module.css';
import { count } from '../../ui/words';
import { tableRows } from './pool-words';
import classes from './seats.module.css';

type Point = SeatHistory['points'][number];

const series = [
  { name: 'total', label: 'Seats', color: 'var(--mantine-color-dimmed)', curveType: 'stepAfter' as const },
  {
    name: 'taken',
    label: 'Held',
    color: 'var(--mantine-primary-color-filled)',
    curveType: 'stepAfter' as const,
  },
];

/** Seats and those held, as steps; each line has its name and last figure at its end. */
export function PoolChart({ points, timeZone }: { points: Point[]; timeZone: string }) {
  const last = points.length - 1;
  const tick = tickWords(points);
  // Room for the longest of the names with its figure.
  const right = 48 + 9 * count(points[last]?.total ?? 0).length;
  return (
    <>
      <div aria-hidden>
        <AreaChart
          h={280}
          data={points}
          dataKey="at"
          series={series}
          withDots={false}
          fillOpacity={0.12}
          gridAxis="x"
          tickLine="none"
          xAxisProps={{
            tickFormatter: (at: string) => tick(at, timeZone),
            minTickGap: 48,
            interval: 'preserveStart',
          }}
          yAxisProps={{ allowDecimals: false, width: 48, tickFormatter: (n: number) => count(n) }}
          yAxisLabel="Seats"
          tooltipProps={{ labelFormatter: (at) => (typeof at === 'string' ? day(at, timeZone) : '') }}
          valueFormatter={count}
          areaChartProps={{ accessibilityLayer: false, margin: { top: 16, right, bottom: 8, left: 8 } }}
          areaProps={({ name, label, color }) => ({
            isAnimationActive: false,
            strokeWidth: 1.5,
            label: (place: { index?: number; x?: number | string; y?: number | string }) =>
              place.index === last ? (
                <text
                  x={Number(place.x) + 8}
                  // Apart by the height of a line, also where every seat is held.
                  y={Number(place.y) + (name === 'total' ? -2 : 14)}
                  fill={color}
                  fontSize={13}
                >
                  {`${String(label)} ${count(points[last]?.[name as 'total' | 'taken'] ?? 0)}`}
                </text>
              ) : (
                <g />
              ),
          })}
        />
      </div>
      <details className={classes.behind}>
        <summary>Show as a table</summary>
        <table className={rows.table}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" data-figure>
                Seats
              </th>
              <th scope="col" data-figure>
                Held
              </th>
              <th scope="col" data-figure>
                Available
              </th>
              <th scope="col" data-figure>
                Waiting
              </th>
            </tr>
          </thead>
          <tbody>
            {tableRows(points).map(({ at, total, taken, waiting }) => (
              <tr key={at}>
                <td>{day(at, timeZone)}</td>
                {[total, taken, total - taken, waiting].map((n, i) => (
                  <td key={i} data-figure>
                    {count(n)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const oneDay = 24 * 3_600_000;

/** How a place on the axis is called: by the minute, the day or the month, as far as the course reaches. */
function tickWords(points: Point[]): (at: string, timeZone: string) => string {
  const reach = Date.parse(points.at(-1)?.at ?? '') - Date.parse(points[0]?.at ?? '');
  const parts: Intl.DateTimeFormatOptions =
    reach < 3 * oneDay
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit' }
      : reach < 300 * oneDay
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' };
  return (at, timeZone) => new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(new Date(at));
}
