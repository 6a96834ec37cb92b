import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { deedDone } from './deed-words';
import type { Deed } from './deeds';
import { spaceKey } from './read-users';
import { runOnOne } from './run-deed';
import { undoOne } from './undo';
import { nameOf } from './users-words';

/** What is done to one User without asking first: it frees nothing, and can be undone or does no harm. */
export function useQuickDeeds({ slug }: SpaceContext) {
  const client = useQueryClient();
  return useCallback(
    (deed: Deed, user: User) => {
      const refresh = () => void client.invalidateQueries({ queryKey: spaceKey(slug) });
      runOnOne(slug, deed, user)
        .then(() => {
          notify(deedDone(deed, user), undoOne({ slug }, deed, user, refresh));
          refresh();
        })
        .catch((error: unknown) => notifyTrouble(`${nameOf(user)} was left as they were`, error));
    },
    [client, slug],
  );
}
