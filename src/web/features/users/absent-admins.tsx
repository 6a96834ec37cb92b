import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http';
import { type SpaceContext, spacePath } from '../../api/session';
import type { AbsentAdmin, User } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { absentAdminsQuery, spaceKey, userQuery } from './read-users';
import classes from './absent-admins.module.css';

interface Props {
  space: SpaceContext;
  onDeed: (name: 'deactivate' | 'delete', user: User) => void;
}

/** Who has not claimed is deleted rather than deactivated, as everywhere on the page. */
const deedOf = (status: AbsentAdmin['status']) => (status === 'invited' ? 'delete' : 'deactivate');
const verbOf = (status: AbsentAdmin['status']) => (status === 'invited' ? 'Delete' : 'Deactivate');

const roleNames = { owner: 'the Owner', admin: 'an Admin' };

/** Admins whom the employee data no longer lists: never switched off by it, so a person decides. */
export function AbsentAdmins({ space, onDeed }: Props) {
  const client = useQueryClient();
  const admins = useQuery(absentAdminsQuery(space.slug)).data?.items ?? [];
  const keep = useMutation({
    mutationFn: ({ id }: AbsentAdmin) => post(spacePath(space.slug, `/absent-admins/${id}/keep`)),
    onSuccess: (_, { name }) => notify(`${name} stays as they are`),
    onError: (error) => notifyTrouble('That could not be kept', error),
    onSettled: () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) }),
  });
  const ask = async ({ id, status }: AbsentAdmin) => {
    const user = await client.query(userQuery(space.slug, id)).catch(() => undefined);
    if (user !== undefined) onDeed(deedOf(status), { ...user, invitation: null });
  };
  if (admins.length === 0) return null;
  return (
    <section aria-label="Admins no longer listed" className={classes.banner}>
      {admins.map((admin) => (
        <div key={admin.id} className={classes.line}>
          <Text className={classes.words}>
            {admin.source} no longer lists <strong title={admin.email}>{admin.name}</strong>,{' '}
            {admin.id === space.userId ? 'which is you' : roleNames[admin.role]}.
          </Text>
          {(admin.role !== 'owner' || admin.id === space.userId) && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${verbOf(admin.status)} ${admin.name}`}
              onClick={() => void ask(admin)}
            >
              {verbOf(admin.status)}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Keep ${admin.name}`}
            loading={keep.isPending && keep.variables.id === admin.id}
            onClick={() => keep.mutate(admin)}
          >
            Keep
          </Button>
        </div>
      ))}
    </section>
  );
}
