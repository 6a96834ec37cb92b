import { lazy, Suspense } from 'react';
import type { SpaceContext } from '../../api/session';
import type { User } from '../../api/types';
import type { DeedOnOne } from './deeds';
import type { Asked } from './users-screen';
import type { UsersSearch } from './users-filter';

const InviteDialog = lazy(async () => ({
  default: (await import('../invitations/invite-dialog')).InviteDialog,
}));
const AddSeatsDialog = lazy(async () => ({
  default: (await import('../charging/add-seats-dialog')).AddSeatsDialog,
}));
const DeedDialog = lazy(async () => ({ default: (await import('./deed-dialog')).DeedDialog }));
const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog')).EditDialog }));
const UserPanel = lazy(async () => ({ default: (await import('./user-panel')).UserPanel }));
const ExclusionsDialog = lazy(async () => ({
  default: (await import('./exclusions-dialog')).ExclusionsDialog,
}));
const KeyList = lazy(async () => ({ default: (await import('./key-list')).KeyList }));

interface Props {
  space: SpaceContext;
  search: UsersSearch;
  change: (part: { [K in keyof UsersSearch]?: UsersSearch[K] | undefined }) => void;
  asked: Asked | undefined;
  onAsked: (asked: Asked | undefined) => void;
  editing: User | undefined;
  onEditing: (user: User | undefined) => void;
  keyList: boolean;
  onKeyList: (shown: boolean) => void;
  onDeed: (deed: DeedOnOne) => void;
  onDone: () => void;
}

/** What opens over the Users page; each is fetched when it is first wanted. */
export function Overlays(props: Props) {
  const { space, search, change, asked, editing } = props;
  const covered = asked !== undefined || editing !== undefined || props.keyList || search.open !== undefined;
  const close = () => change({ open: undefined, seats: undefined });
  return (
    <Suspense fallback={null}>
      {search.user !== undefined && (
        <UserPanel
          space={space}
          id={search.user}
          covered={covered}
          onClose={() => change({ user: undefined })}
          onDeed={props.onDeed}
        />
      )}
      {search.open === 'invite' && (
        <InviteDialog
          space={space}
          opened
          onClose={close}
          onAddSeats={(more) => change({ open: 'add-seats', seats: String(more) })}
        />
      )}
      {search.open === 'add-seats' && (
        <AddSeatsDialog
          space={space}
          opened
          onClose={close}
          initialSeats={search.seats === undefined ? undefined : Number(search.seats)}
          onInvite={() => change({ open: 'invite', seats: undefined })}
        />
      )}
      {search.open === 'exclusions' && <ExclusionsDialog space={space} onClose={close} />}
      {asked !== undefined && (
        <DeedDialog
          space={space}
          deed={asked.deed}
          target={asked.target}
          onClose={() => props.onAsked(undefined)}
          onDone={() => {
            if (asked.deed.name === 'delete') change({ user: undefined });
            props.onAsked(undefined);
            props.onDone();
          }}
        />
      )}
      {editing !== undefined && (
        <EditDialog space={space} user={editing} onClose={() => props.onEditing(undefined)} />
      )}
      {props.keyList && <KeyList onClose={() => props.onKeyList(false)} />}
    </Suspense>
  );
}
