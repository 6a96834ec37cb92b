import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  FileInput,
  Group,
  Modal,
  Progress,
  Radio,
  Stack,
  Text,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { ApiProblem, problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import { useFocusBack } from '../../ui/use-focus-back';
import { uploadFile } from './upload-file';

/** Sends a CSV of employees. It is compared first; nobody changes until somebody approves. */
export function UploadDialog({
  space,
  onClose,
  onRun,
}: {
  space: SpaceContext;
  onClose: () => void;
  onRun: (id: string) => void;
}) {
  useFocusBack();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<'full' | 'changes'>('full');
  const [byItself, setByItself] = useState(false);
  const [share, setShare] = useState(0);
  const picker = useRef<HTMLButtonElement>(null);
  const send = useMutation({
    mutationFn: (chosen: File) =>
      uploadFile(space.slug, chosen, { mode, intent: byItself ? 'apply' : 'rehearse' }, setShare),
    onSuccess: ({ id }) => onRun(id),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (file !== null) send.mutate(file);
  };
  return (
    <Modal opened onClose={onClose} title="Upload a CSV">
      <form onSubmit={submit}>
        <Stack>
          <Text>
            The file is read and compared first, and you see who would come, change and leave. Nobody changes
            before you approve, unless you say so below.
          </Text>
          <FileInput
            ref={picker}
            label="Employee file"
            placeholder="Choose a .csv file"
            accept=".csv,text/csv,text/plain"
            clearable
            clearButtonProps={{ 'aria-label': 'Take this file away' }}
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              send.reset();
            }}
          />
          <Text size="sm" c="dimmed">
            It needs the columns employee_id, email, first_name and last_name.{' '}
            <Anchor href={spacePath(space.slug, '/sync-template.csv')} download size="sm" underline="always">
              Download a template
            </Anchor>
          </Text>
          <Radio.Group label="What the file holds" value={mode} onChange={(value) => setMode(value)}>
            <Stack gap={8} mt={8}>
              <Radio
                value="full"
                label="Everybody"
                description="Who came from this file before and is absent now has left."
              />
              <Radio value="changes" label="Changes only" description="Absence means nothing." />
            </Stack>
          </Radio.Group>
          <Checkbox
            checked={byItself}
            onChange={(event) => setByItself(event.currentTarget.checked)}
            label="Apply it by itself if no limit holds it"
            description="The first file of a source always waits for approval."
          />
          {send.isPending && <Progress value={share * 100} aria-label="Sent of the file" />}
          {send.isError && (
            <Alert color="red" role="alert" title="The file was not taken">
              <Stack gap={8} align="flex-start">
                {problemText(send.error)}
                {send.error instanceof ApiProblem && (
                  <Button variant="default" onClick={() => picker.current?.click()}>
                    Choose another file
                  </Button>
                )}
              </Stack>
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={file === null} loading={send.isPending}>
              Compare this file
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
