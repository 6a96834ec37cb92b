import { Button, Code, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pages } from '../../api/pages';
import { spacePath, type SpaceContext } from '../../api/session';
import type { Provisioning } from '../../api/types';
import { Trouble } from '../../ui/trouble';
import { When } from '../../ui/when';
import { requestWords } from './request-words';
import classes from './provisioning-story.module.css';

type Sent = Provisioning['items'][number];

/** What the identity provider sent about one User, newest first, each with how it was answered. */
export function ProvisioningStory({
  space,
  userId,
  owned,
}: {
  space: SpaceContext;
  userId: string;
  /** Whether the record comes from there; of another's it is told only if something was sent. */
  owned: boolean;
}) {
  const key = ['space', space.slug, 'user', userId, 'provisioning'];
  const address = spacePath(space.slug, `/users/${userId}/provisioning`);
  const sent = useInfiniteQuery(pages<Provisioning>(key, address));
  const items = sent.data?.pages.flatMap((page) => page.items) ?? [];
  if (!owned && items.length === 0) return null;
  return (
    <section>
      <Title order={2} mb={8}>
        What the identity provider sent
      </Title>
      {sent.isError && (
        <Trouble what="What was sent" error={sent.error} onRetry={() => void sent.refetch()} />
      )}
      {sent.isPending && <Skeleton h={88} />}
      {sent.data && items.length === 0 && <Text c="dimmed">Nothing in the last 30 days.</Text>}
      <ol className={classes.requests}>
        {items.map((request) => (
          <Request key={request.id} request={request} timeZone={space.timeZone} />
        ))}
      </ol>
      {sent.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt={8}
          loading={sent.isFetchingNextPage}
          onClick={() => void sent.fetchNextPage()}
        >
          Earlier requests
        </Button>
      )}
    </section>
  );
}

function Request({ request, timeZone }: { request: Sent; timeZone: string }) {
  const [open, setOpen] = useState(false);
  const { method, status, detail, token, body, at } = request;
  return (
    <li>
      <div className={classes.line}>
        <Stack gap={2} className={classes.words}>
          <span>{requestWords(method, status, body)}</span>
          {detail !== null && <span className={classes.detail}>{detail}</span>}
        </Stack>
        <span className={classes.when}>
          <When at={at} timeZone={timeZone} />
        </span>
      </div>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {method} {status} · {token}
      </button>
      {open && (
        <Code block className={classes.body} tabIndex={0} aria-label={`Body of the ${method}`}>
          {body === null || body === undefined ? 'No body was kept.' : JSON.stringify(body, null, 2)}
        </Code>
      )}
    </li>
  );
}
