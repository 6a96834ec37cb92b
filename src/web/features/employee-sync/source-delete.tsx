import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { FormDialog } from '../../ui/form-dialog';
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
  const ask = () => {
    act.reset();
    setOpened(true);
  };
  return (
    <>
      <Button variant="subtle" aria-label={`Delete ${source.name}`} onClick={ask}>
        Delete
      </Button>
      {opened && (
        <FormDialog
          title={`Delete ${source.name}?`}
          button="Delete source"
          grave
          busy={act.isPending}
          error={act.error}
          words={(error) => `The source is still there. ${problemText(error)}`}
          onSubmit={act.mutate}
          onClose={() => setOpened(false)}
        >
          <Text>
            It is not read any more. {plural(source.people, 'User', 'Users')} from it{' '}
            {source.people === 1 ? 'stays and is' : 'stay and are'} kept by hand from then on. No seat moves.
          </Text>
        </FormDialog>
      )}
    </>
  );
}
