import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { plural } from '../../ui/words';
import type { Deed } from './deeds';
import { deedDone } from './deed-words';
import { type ManyDone, runOnMany, runOnOne } from './run-deed';

/** The way back for one User, where there is one; it is a deed like any other and can be refused. */
export function undoOne(
  { slug }: Pick<SpaceContext, 'slug'>,
  deed: Deed,
  user: User,
  refresh: () => void,
): (() => void) | undefined {
  const back = backOf(deed, user.role);
  if (back === undefined) return undefined;
  return () => {
    runOnOne(slug, back, user)
      .then(refresh)
      .catch((error: unknown) => notifyTrouble('That could not be undone', error));
  };
}

/** The way back for those to whom it was done; seats may have gone, so some can be left as they are. */
export function undoMany(
  { slug }: Pick<SpaceContext, 'slug'>,
  deed: Deed,
  { done, operation }: ManyDone,
  refresh: () => void,
): (() => void) | undefined {
  const back = backOf(deed, deed.role === 'admin' ? 'member' : 'admin');
  const of = operation === undefined ? { ids: done.map(({ id }) => id) } : { operation };
  if (back === undefined || (operation === undefined && done.length === 0)) return undefined;
  return () => {
    runOnMany(slug, { deed: back, of, whenFull: 'fill' }, () => undefined)
      .then(({ count, refused }) => {
        const left = refused.length === 0 ? '' : `, ${plural(refused.length, 'user')} could not be`;
        notify(`${deedDone(back, count)}${left}`);
        refresh();
      })
      .catch((error: unknown) => notifyTrouble('That could not be undone', error));
  };
}

function backOf(deed: Deed, role: string): Deed | undefined {
  if (deed.name === 'deactivate') return { name: 'reactivate' };
  if (deed.name === 'set_role' && (role === 'admin' || role === 'member')) return { name: 'set_role', role };
  return undefined;
}
