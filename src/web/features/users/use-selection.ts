import { useCallback, useMemo, useState } from 'react';
import type { User } from '../../api/types';

type Chosen = { kind: 'some'; users: ReadonlyMap<string, User> } | { kind: 'all' };

const none: Chosen = { kind: 'some', users: new Map() };

export interface Selection {
  /** Everybody whom the filter matches, also those not loaded yet. */
  all: boolean;
  users: ReadonlyMap<string, User>;
  has: (id: string) => boolean;
  toggle: (user: User) => void;
  choose: (users: readonly User[]) => void;
  chooseAll: () => void;
  clear: () => void;
}

/** Rows chosen, across pages. Another filter (`of`) begins with none. */
export function useSelection(of: string): Selection {
  const [state, setState] = useState({ of, chosen: none });
  const chosen = state.of === of ? state.chosen : none;
  const set = useCallback((next: Chosen) => setState({ of, chosen: next }), [of]);
  return useMemo(() => {
    const users = chosen.kind === 'some' ? chosen.users : new Map<string, User>();
    return {
      all: chosen.kind === 'all',
      users,
      has: (id: string) => chosen.kind === 'all' || users.has(id),
      toggle: (user: User) => {
        const next = new Map(users);
        if (!next.delete(user.id)) next.set(user.id, user);
        set({ kind: 'some', users: next });
      },
      choose: (more: readonly User[]) => {
        set({ kind: 'some', users: new Map([...users, ...more.map((user) => [user.id, user] as const)]) });
      },
      chooseAll: () => set({ kind: 'all' }),
      clear: () => set(none),
    };
  }, [chosen, set]);
}
