import { Alert, Button, FileButton, Group, Loader, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { plural } from '../../ui/words';
import { templateColumns } from './csv-people';
import { csvLine, download } from './csv-text';
import type { Draft } from './draft';
import classes from './invite-dialog.module.css';
import { readFile } from './read-file';

const example = [
  'ada@example.org',
  'Ada',
  'Lovelace',
  'member',
  'Engineering',
  'London',
  'Analyst',
  '',
  '',
  '',
];

/** Takes a CSV file, chosen or dropped; says what is wrong with it as a whole. */
export function CsvBox({ file, change }: { file: Draft['file']; change: (part: Partial<Draft>) => void }) {
  const [over, setOver] = useState(false);
  const reading = useMutation({
    mutationFn: async (chosen: File) => {
      const read = await readFile(chosen);
      if ('problem' in read) throw new Error(read.problem);
      return { name: chosen.name, ...read };
    },
    onSuccess: (read) => change({ file: read }),
  });
  const take = (chosen: File | null | undefined) => {
    if (chosen) reading.mutate(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const choose = (
    <FileButton
      onChange={take}
      accept=".csv,.txt,.tsv,text/csv,text/plain"
      inputProps={{ 'aria-label': 'CSV file' }}
    >
      {(props) => (
        <Button
          {...props}
          className={classes.whole}
          variant="default"
          size={file ? 'compact-sm' : 'sm'}
          loading={reading.isPending}
        >
          {file ? 'Choose another' : 'Choose a CSV file'}
        </Button>
      )}
    </FileButton>
  );
  return (
    <>
      {file && !reading.isPending ? (
        <div>
          <Group justify="space-between" wrap="nowrap">
            <Text className="cut" title={file.name}>
              {file.name} · {plural(file.people.length, 'row')}
            </Text>
            {choose}
          </Group>
          {file.unread.length > 0 && (
            <Text c="dimmed" size="sm" className={classes.unread}>
              Not read: {unreadWords(file.unread)}
            </Text>
          )}
        </div>
      ) : (
        <div
          className={classes.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          {reading.isPending ? <Loader size="sm" aria-label="Reading the file" /> : choose}
          <Text c="dimmed" size="sm">
            Or drop it here. One person a row; a column named email is all it needs.
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => download('invite-users.csv', [csvLine(templateColumns), csvLine(example)])}
          >
            Download a template
          </Button>
        </div>
      )}
      {reading.isError && (
        <Alert color="red" role="alert" title="This file was not taken">
          {reading.error.message}
        </Alert>
      )}
    </>
  );
}

/** A file of many columns is told of by its first ones. */
const unreadWords = (columns: string[]): string =>
  columns.length > 8
    ? `${columns.slice(0, 7).join(', ')} and ${columns.length - 7} more columns`
    : columns.join(', ');
