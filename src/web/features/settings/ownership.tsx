import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useSpace } from '../../api/session';
import { plural } from '../../ui/words';
import { Trouble } from '../../ui/trouble';
import { adminsQuery, nameOf, type Admin } from './admins';
import classes from './ownership.module.css';

const HandOver = lazy(() => import('./hand-over'));
const StepDown = lazy(() => import('./step-down'));

/** Who the Owner is and who could be, and what the role protects; the Owner hands it on or steps down here. */
export function Ownership({ slug }: { slug: string }) {
  const space = useSpace();
  const admins = useQuery(adminsQuery(slug));
  const [opened, setOpened] = useState<'hand over' | 'step down'>();
  if (admins.isPending) return <Skeleton height={200} maw={640} />;
  if (admins.isError) {
    return <Trouble what="The Admins" error={admins.error} onRetry={() => void admins.refetch()} />;
  }
  const owner = admins.data.find(({ role }) => role === 'owner');
  const others = admins.data.filter(({ role }) => role === 'admin');
  const mine = owner?.id === space.userId;
  const close = () => setOpened(undefined);
  return (
    <Stack gap="lg" maw={640}>
      <section aria-labelledby="owner">
        <h2 id="owner" className={classes.heading}>
          Owner
        </h2>
        {owner && <Person admin={owner} you={mine} />}
        <Text c="dimmed" mt={8}>
          Every space has exactly one Owner, who is an Admin. No other Admin can deactivate, delete or demote
          the Owner; who the Owner is changes only when they hand the role on, step down or leave.
        </Text>
        {mine && others.length > 0 && (
          <div className={classes.actions}>
            <Button variant="default" onClick={() => setOpened('hand over')}>
              Hand over ownership
            </Button>
            <Button variant="default" onClick={() => setOpened('step down')}>
              Step down
            </Button>
          </div>
        )}
        {mine && others.length === 0 && (
          <Text mt={8}>To hand over or step down, first make somebody an Admin who has signed in.</Text>
        )}
      </section>
      <section aria-labelledby="admins">
        <h2 id="admins" className={classes.heading}>
          {plural(admins.data.length, 'Active Admin')}
        </h2>
        {others.length === 0 ? (
          <Text>
            {mine ? 'You are' : `${owner ? nameOf(owner) : 'The Owner'} is`} the only one. The last Active
            Admin cannot be deactivated, deleted or made a Member, by a person or by a sync. A second Admin
            keeps the space in hands when one is away.
          </Text>
        ) : (
          <ul className={classes.people}>
            {others.map((admin) => (
              <li key={admin.id}>
                <Person admin={admin} you={admin.id === space.userId} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Suspense fallback={null}>
        {opened === 'hand over' && <HandOver slug={slug} admins={others} onClose={close} />}
        {opened === 'step down' && (
          <StepDown slug={slug} heir={others[0]} me={space.userId} onClose={close} />
        )}
      </Suspense>
    </Stack>
  );
}

function Person({ admin, you }: { admin: Admin; you: boolean }) {
  const name = nameOf(admin);
  return (
    <div className={classes.person}>
      <span>
        {name}
        {you && ' (you)'}
      </span>
      {name !== admin.email && <Text c="dimmed">{admin.email}</Text>}
    </div>
  );
}
