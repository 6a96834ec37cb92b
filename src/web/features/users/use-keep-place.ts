import { useLayoutEffect, useRef } from 'react';
import type { User } from '../../api/types';

/** While others add and remove rows above what one looks at, the rows on screen stay where they are. */
export function useKeepPlace(users: User[], height: number, first: number | undefined, top: number): void {
  const anchor = useRef<{ id: string; index: number }>(undefined);
  useLayoutEffect(() => {
    const before = anchor.current;
    if (before === undefined || window.scrollY <= top) return;
    const index = users.findIndex(({ id }) => id === before.id);
    if (index >= 0 && index !== before.index) window.scrollBy(0, (index - before.index) * height);
  }, [users, height, top]);
  useLayoutEffect(() => {
    // The first row in sight; those before it are drawn ahead.
    const seen = Math.max(first ?? 0, Math.ceil((window.scrollY - top) / height));
    const user = users[seen];
    anchor.current = user === undefined ? undefined : { id: user.id, index: seen };
  });
}
