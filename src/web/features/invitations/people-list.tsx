import { Button, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { Dot } from '../../ui/dot';
import { count } from '../../ui/words';
import { type Counts, countVerdicts, countWords, isOfKind } from './judge-people';
import type { Judged, Person } from './people';
import classes from './people-list.module.css';
import { PersonRow } from './person-row';

interface Props {
  judged: readonly Judged[];
  onChange: (index: number, person: Person) => void;
  onRemove: (indexes: number[]) => void;
}

const kinds: (keyof Counts)[] = ['mistake', 'slip', 'duplicate', 'here', 'returning', 'ready'];

/** Everybody who was read, with what is to be said of each; only the rows on screen are in the page. */
export function PeopleList({ judged, onChange, onRemove }: Props) {
  const [kind, setKind] = useState<keyof Counts>();
  const counts = useMemo(() => countVerdicts(judged), [judged]);
  const wanted = kind !== undefined && counts[kind] > 0 ? kind : undefined;
  const shown = useMemo(
    () => (wanted === undefined ? judged : judged.filter((one) => isOfKind(one, wanted))),
    [judged, wanted],
  );
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing memoises what it returns
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 52,
    getItemKey: (place) => shown[place]?.index ?? place,
    overscan: 8,
  });
  const removable = wanted === 'mistake' || wanted === 'duplicate' || wanted === 'here';

  return (
    <section aria-label="Who is invited">
      <div className={classes.pills} role="group" aria-label="Show only">
        {kinds
          .filter((each) => counts[each] > 0)
          .map((each) => (
            <Button
              key={each}
              size="compact-sm"
              variant={wanted === each ? 'light' : 'default'}
              aria-pressed={wanted === each}
              leftSection={<Dot tone={tones[each]} />}
              onClick={() => setKind(wanted === each ? undefined : each)}
            >
              {countWords[each](counts[each])}
            </Button>
          ))}
        {removable && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onRemove(shown.map(({ index }) => index))}
          >
            Remove {shown.length === 1 ? 'it' : `these ${count(shown.length)}`}
          </Button>
        )}
      </div>
      <div ref={frame} className={classes.frame}>
        <ul className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label="People">
          {virtual.getVirtualItems().map(({ index: place, key, start }) => {
            const one = shown[place];
            return one === undefined ? null : (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={place}
                aria-setsize={shown.length}
                aria-posinset={place + 1}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <PersonRow
                  judged={one}
                  onChange={(person) => onChange(one.index, person)}
                  onRemove={() => onRemove([one.index])}
                />
              </li>
            );
          })}
        </ul>
      </div>
      {wanted !== undefined && (
        <Text size="xs" c="dimmed" mt={4}>
          {count(shown.length)} of {count(judged.length)} shown
        </Text>
      )}
    </section>
  );
}

const tones: Record<keyof Counts, string> = {
  ready: 'good',
  slip: 'warn',
  mistake: 'bad',
  duplicate: 'quiet',
  here: 'quiet',
  returning: 'warn',
};
