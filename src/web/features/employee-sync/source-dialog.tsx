import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { patch, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import { useFocusBack } from '../../ui/use-focus-back';
import type { Source } from './read-sync';
import { SourceCheck } from './source-check';
import { emptyDraft, ordinaryOf, sourceOf } from './source-draft';
import { WhereFields } from './source-fields';
import { HabitFields } from './source-habits';

/** Sets a source up, or changes how one is read; its first run is a rehearsal. */
export function SourceDialog({
  space,
  source,
  onClose,
}: {
  space: SpaceContext;
  source?: Source | undefined;
  onClose: () => void;
}) {
  useFocusBack();
  const [draft, setDraft] = useState(source === undefined ? emptyDraft : ordinaryOf(source));
  const client = useQueryClient();
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const scheduled =
    source === undefined ? draft.kind !== 'folder' : source.kind === 'sftp' || source.kind === 'hris';
  const save = useMutation({
    mutationFn: () => {
      if (source === undefined) return post(spacePath(space.slug, '/sync-sources'), sourceOf(draft));
      const { name, mode, limits, schedule } = sourceOf(draft);
      return patch(spacePath(space.slug, `/sync-sources/${source.id}`), {
        name,
        mode,
        limits: { ...source.limits, ...limits },
        ...(scheduled && { schedule }),
      });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['space', space.slug] });
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const unconfirmed = source === undefined && draft.kind === 'sftp' && draft.hostKey === null;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={source === undefined ? 'Set up a source' : `Change ${source.name}`}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {source === undefined && <WhereFields draft={draft} set={set} />}
          {source === undefined && <SourceCheck key={draft.kind} slug={space.slug} draft={draft} set={set} />}
          <HabitFields draft={draft} set={set} timeZone={space.timeZone} scheduled={scheduled} />
          {save.isError && (
            <Alert color="red" role="alert" title="Nothing was saved">
              {problemText(save.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={unconfirmed || draft.name.trim() === ''} loading={save.isPending}>
              {source === undefined ? 'Set up source' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
