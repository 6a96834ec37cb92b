import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { SpaceContext } from '../../api/session';
import { Trouble } from '../../ui/trouble';
import { plural } from '../../ui/words';
import { seatsQuery } from '../users/read-users';
import { OpenLinkForm } from './open-link-form';
import { openLinkQuery, useOpenLink } from './read-open-link';
import { ShownLink } from './shown-link';

/** One link for many: made, copied, changed, switched off. */
export function OpenLinkPanel({ space }: { space: SpaceContext }) {
  const answer = useQuery(openLinkQuery(space.slug));
  const seats = useQuery(seatsQuery(space.slug, {})).data;
  const deeds = useOpenLink(space.slug);
  const [asked, setAsked] = useState<'new' | 'off'>();
  if (answer.isError) {
    return <Trouble what="The open link" error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) {
    return (
      <Stack aria-busy="true">
        <Skeleton height={20} maw={420} />
        <Skeleton height={36} />
        <Skeleton height={60} />
      </Stack>
    );
  }
  const { openLink } = answer.data;
  const trouble = deeds.error !== null && (
    <Alert color="red" role="alert" title="The link was not changed">
      {problemText(deeds.error)} What you typed is still here.
    </Alert>
  );
  return (
    <Stack gap="md">
      <Text c="dimmed">
        One link for many. Whoever follows it proves their e-mail address first, and takes a seat when they
        choose a password. {seats && `${plural(seats.available, 'seat')} available.`}
      </Text>
      {openLink === null ? (
        <>
          {trouble}
          <OpenLinkForm
            key="new"
            timeZone={space.timeZone}
            busy={deeds.busy}
            button="Make the link"
            onSubmit={(settings) => deeds.run({ deed: 'make', settings })}
          />
        </>
      ) : (
        <>
          <ShownLink link={openLink} />
          {trouble}
          <OpenLinkForm
            key={openLink.id}
            timeZone={space.timeZone}
            link={openLink}
            busy={deeds.busy}
            button="Keep changes"
            onSubmit={(settings) => deeds.run({ deed: 'change', settings })}
          />
          {asked === undefined ? (
            <Group gap={8}>
              <Button variant="default" onClick={() => setAsked('new')}>
                Make a new link
              </Button>
              <Button variant="default" onClick={() => setAsked('off')}>
                Switch off
              </Button>
            </Group>
          ) : (
            <Alert
              variant="light"
              color="yellow"
              title={asked === 'new' ? 'Make a new link?' : 'Switch the link off?'}
            >
              <Text mb={8}>
                The link there is, and what it has mailed, lets nobody in any more. Those who joined by it
                stay.
              </Text>
              <Group gap={8}>
                <Button variant="default" onClick={() => setAsked(undefined)}>
                  Leave it on
                </Button>
                <Button
                  loading={deeds.busy}
                  onClick={() => {
                    const { endsOn, claimLimit, emailDomains } = openLink;
                    const settings = { endsOn, claimLimit, emailDomains };
                    deeds.run(asked === 'new' ? { deed: 'make', settings } : { deed: 'off' });
                    setAsked(undefined);
                  }}
                >
                  {asked === 'new' ? 'Make a new link' : 'Switch off'}
                </Button>
              </Group>
            </Alert>
          )}
        </>
      )}
    </Stack>
  );
}
