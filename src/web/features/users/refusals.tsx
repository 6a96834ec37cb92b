import { Button, Group, Stack, Text } from '@mantine/core';
import type { BulkResult, Preview } from '../../api/types';
import { count } from '../../ui/words';
import { type ResultsFile, saveResults } from './results-file';
import { refusalWords } from './users-words';
import classes from './why.module.css';

const most = 50;

/** Those for whom it was not done, each with why. */
export function Refusals({
  results,
  people,
  file,
  onClose,
}: {
  results: BulkResult[];
  people: Preview['people'];
  file: ResultsFile | undefined;
  onClose: () => void;
}) {
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (
    <Stack>
      <ul className={classes.rows}>
        {results.slice(0, most).map(({ id, code }) => (
          <li key={id}>
            <span className="cut">{names.get(id) ?? 'A user'}</span>
            <span>{refusalWords(code)}</span>
          </li>
        ))}
      </ul>
      {results.length > most && <Text c="dimmed">and {count(results.length - most)} more</Text>}
      <Group justify="flex-end">
        {file !== undefined && (
          <Button variant="default" onClick={() => saveResults(file)}>
            Download results
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  );
}
