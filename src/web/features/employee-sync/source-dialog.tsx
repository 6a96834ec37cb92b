import { Alert, Button, Modal, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import { patch, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import { useDiscard } from '../../ui/use-discard';
import { useFocusBack } from '../../ui/use-focus-back';
import { inWords } from '../../ui/words';
import { LimitFields } from './limit-fields';
import type { Source } from './read-sync';
import { ReadingFields } from './reading-fields';
import { ScheduleFields } from './schedule-fields';
import { SourceCheck } from './source-check';
import { draftOf, emptyDraft, freeName, isScheduled } from './source-draft';
import { faultsAt, faultsIn } from './source-faults';
import { PlaceFields } from './source-fields';
import { missingOf } from './source-missing';
import { changeOf, sourceOf } from './source-request';
import { readingWords, type Reading } from './sync-words';
import classes from './source.module.css';

/** Sets a source up, whose first run is a rehearsal, or changes everything of one that is there. */
export function SourceDialog({
  space,
  source,
  suspected,
  names = [],
  onClose,
}: {
  space: SpaceContext;
  source?: Source | undefined;
  /** How a file of it that was refused seems to be written: set to begin with. */
  suspected?: Reading | undefined;
  /** What the sources are called that are there. */
  names?: string[];
  onClose: () => void;
}) {
  useFocusBack();
  const [before] = useState(
    source === undefined ? { ...emptyDraft, name: freeName(names) } : draftOf(source),
  );
  const [opened] = useState({ ...before, ...suspected });
  const [draft, setDraft] = useState(opened);
  const [headers, setHeaders] = useState<string[]>([]);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      source === undefined
        ? post(spacePath(space.slug, '/sync-sources'), sourceOf(draft))
        : patch(spacePath(space.slug, `/sync-sources/${source.id}`), changeOf(draft, before)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['space', space.slug] });
      onClose();
    },
  });
  const set = (part: Partial<typeof draft>) => {
    if (save.isError) save.reset();
    setDraft((typed) => ({ ...typed, ...part }));
  };
  const { asking, close, question } = useDiscard(JSON.stringify(draft) !== JSON.stringify(opened), onClose);
  const faults = faultsAt(draft, save.error);
  const missing = missingOf(draft);
  const missingId = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={!asking}
      size="lg"
      fullScreen={narrow}
      classNames={{ content: classes.dialog }}
      title={source === undefined ? 'Set up a source' : `Change ${source.name}`}
    >
      <form onSubmit={submit} noValidate>
        {suspected && JSON.stringify(opened) !== JSON.stringify(before) && (
          <Alert mb="md">
            The {suspected.delimiter === undefined ? 'encoding' : 'delimiter'} below is set to “
            {readingWords(suspected)}”, as the refused file suggests. Save it, and bring the file again.
          </Alert>
        )}
        <Part name="Where it is">
          <TextInput
            data-autofocus
            label="Name"
            value={draft.name}
            error={faults.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <PlaceFields draft={draft} faults={faults} set={set} />
          {source?.kind === 'sftp' && source.hostKeyChanged && draft.hostKey === before.hostKey && (
            <Alert color="yellow">
              The last run stopped, as the host showed another key than the one confirmed. Test the connection
              to see both.
            </Alert>
          )}
          {draft.kind !== 'csv' && (
            <SourceCheck key={draft.kind} slug={space.slug} draft={draft} set={set} onHeaders={setHeaders} />
          )}
        </Part>
        <Part name="How it is read">
          <ReadingFields draft={draft} set={set} headers={headers} />
        </Part>
        {isScheduled(draft) && (
          <Part name="When it runs">
            <ScheduleFields draft={draft} set={set} timeZone={space.timeZone} />
          </Part>
        )}
        <Part name="What holds a run">
          <LimitFields slug={space.slug} draft={draft} set={set} />
        </Part>
        {save.isError && <Refusal error={save.error} />}
        <div className={classes.actions}>
          <Text id={missingId} className={classes.missing} size="sm" c="dimmed">
            {missing.length > 0 && `Still missing: ${inWords(missing)}.`}
          </Text>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            type="submit"
            disabled={missing.length > 0}
            aria-describedby={missingId}
            loading={save.isPending}
          >
            {source === undefined ? 'Set up source' : 'Save'}
          </Button>
        </div>
      </form>
      {question}
    </Modal>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={name}>
      {children}
    </section>
  );
}

/** Goes to the first field that is at fault; where none is, the refusal itself is what is shown. */
function showFault(refusal: HTMLElement | null): void {
  const field = refusal?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  (field ?? refusal)?.scrollIntoView({ block: 'center' });
}

/** Why nothing was saved, and what it is about, where the server says so. */
function Refusal({ error }: { error: unknown }) {
  const words = problemText(error);
  return (
    <Alert color="red" role="alert" mt="md" title="Nothing was saved" ref={showFault}>
      {words}
      {Object.entries(faultsIn(error))
        .filter(([, message]) => message !== words)
        .map(([field, message]) => (
          <Text key={field}>
            {field} {message}
          </Text>
        ))}
    </Alert>
  );
}
