import { useCallback, useEffect, useRef } from 'react';
import type { User } from '../../api/types';
import type { Selection } from './use-selection';

/** Chooses a row or lets it go; with Shift, all from the row before to this one. */
export function useRangeToggle(users: User[], selection: Selection): (index: number, range: boolean) => void {
  const last = useRef(0);
  const now = useRef({ users, selection });
  useEffect(() => {
    now.current = { users, selection };
  });
  return useCallback((index: number, range: boolean) => {
    const { users: rows, selection: chosen } = now.current;
    const user = rows[index];
    if (user === undefined) return;
    if (range) {
      const [from, to] = [Math.min(last.current, index), Math.max(last.current, index)];
      chosen.choose(rows.slice(from, to + 1).map(({ id }) => id));
    } else chosen.toggle(user.id);
    last.current = index;
  }, []);
}
