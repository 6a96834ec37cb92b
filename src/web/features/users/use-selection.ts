import { useMemo } from 'react';
import { readChosen, writeChosen } from './chosen-address';

export interface Selection {
  /** Everybody whom the filter matches, also those not loaded yet. */
  all: boolean;
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  choose: (ids: readonly string[]) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** As many as one preview takes; beyond that there is "all that match". */
const most = 10_000;

/** Rows chosen, across pages, kept in the address. Another filter begins with none. */
export function useSelection(
  chosen: string | undefined,
  change: (part: { chosen: string | undefined }, replace: true) => void,
): Selection {
  return useMemo(() => {
    const ids = new Set(readChosen(chosen));
    const set = (next: Iterable<string>) => change({ chosen: writeChosen([...next].slice(0, most)) }, true);
    return {
      all: chosen === 'all',
      ids,
      has: (id: string) => chosen === 'all' || ids.has(id),
      toggle: (id: string) => {
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        set(next);
      },
      choose: (more: readonly string[]) => set(new Set([...ids, ...more])),
      chooseAll: () => change({ chosen: 'all' }, true),
      clear: () => change({ chosen: undefined }, true),
    };
  }, [chosen, change]);
}
