import { Button, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { remove } from '../../api/http';
import { type SpaceContext, spacePath } from '../../api/session';
import type { Exclusions } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { More } from '../../ui/rows';
import { Trouble } from '../../ui/trouble';
import { useFocusBack } from '../../ui/use-focus-back';
import { When } from '../../ui/when';
import classes from './exclusions-dialog.module.css';
import { exclusionsQuery, spaceKey } from './read-users';

/** Managed people who were deleted: whom no feed brings back, and how to let it. */
export function ExclusionsDialog({ space, onClose }: { space: SpaceContext; onClose: () => void }) {
  useFocusBack();
  const list = useInfiniteQuery(exclusionsQuery(space.slug));
  const people = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Modal opened onClose={onClose} title="Deleted people who are kept out" size="lg">
      <Stack>
        <Text c="dimmed">
          They were managed by the employee data and deleted by hand. It does not bring them back, until that
          is lifted; then they are invited when it next lists them.
        </Text>
        {list.isPending && <Skeleton h={120} />}
        {list.isError && <Trouble what="This list" error={list.error} onRetry={() => void list.refetch()} />}
        {people?.length === 0 && <Text>Nobody is kept out.</Text>}
        <ul className={classes.list}>
          {people?.map((one) => (
            <One key={one.id} space={space} one={one} />
          ))}
        </ul>
        <More list={list} />
      </Stack>
    </Modal>
  );
}

function One({ space, one }: { space: SpaceContext; one: Exclusions['items'][number] }) {
  const client = useQueryClient();
  const name = one.name ?? one.email ?? 'Somebody whose name was erased';
  const lift = useMutation({
    mutationFn: () => remove(spacePath(space.slug, `/exclusions/${one.id}`)),
    onSuccess: () => notify(`${name} is no longer kept out`),
    onError: (error) => notifyTrouble('That could not be lifted', error),
    onSettled: () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) }),
  });
  return (
    <li>
      <div className={classes.who}>
        <Text className="cut" title={name}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {one.name !== null && one.email !== null && `${one.email} · `}
          by {one.excludedBy}, <When at={one.excludedAt} timeZone={space.timeZone} />
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Lift for ${name}`}
        loading={lift.isPending}
        onClick={() => lift.mutate()}
      >
        Lift
      </Button>
    </li>
  );
}
