import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { plural } from '../../ui/words';
import type { Source } from './read-sync';

/** Takes a source out of use, once its consequence has been read. */
export function SourceDelete({ slug, source }: { slug: string; source: Source }) {
  const [opened, setOpened] = useState(false);
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: () => remove(spacePath(slug, `/sync-sources/${source.id}`)),
    onSuccess: () => {
      setOpened(false);
      return client.invalidateQueries({ queryKey: ['space', slug] });
    },
  });
  return (
    <>
      <Button variant="subtle" aria-label={`Delete ${source.name}`} onClick={() => setOpened(true)}>
        Delete
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={`Delete ${source.name}?`}>
        <Stack>
          <Text>
            It is not read any more. {plural(source.people, 'User', 'Users')} from it{' '}
            {source.people === 1 ? 'stays and is' : 'stay and are'} kept by hand from then on. No seat moves.
          </Text>
          {act.isError && (
            <Alert color="red" role="alert" title="The source is still there">
              {problemText(act.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              Go back
            </Button>
            <Button color="red.8" loading={act.isPending} onClick={() => act.mutate()}>
              Delete source
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
