import { Alert, Button, Stack, Text } from '@mantine/core';
import { count, plural } from '../../ui/words';
import { columns } from './source-columns';
import type { Draft } from './source-draft';
import type { Check } from './source-request';
import { readingWords, suspectedOf, type Reading } from './sync-words';
import classes from './sync.module.css';

type Result = NonNullable<Check['result']>;

const inWords = (mapping: Draft['mapping']): string[] =>
  columns.flatMap(([column, label]) => {
    const header = mapping[column];
    return header === undefined ? [] : [`${label} is “${header}”`];
  });

const rowFault = ({ line, column, sentence }: Result['rows'][number]): string =>
  `Line ${count(line)}${column === null ? '' : `, column ${column}`}: ${sentence ?? ''}`;

/** How many people an HRIS gave in what was looked at of it. */
function peopleFound({ count: came, all, total }: NonNullable<Result['people']>): string {
  if (all) return `${plural(came, 'person', 'people')} came`;
  return total === null
    ? `${plural(came, 'person', 'people')} came with the first pages, and more follow`
    : `The first ${count(came)} of ${plural(total, 'person', 'people')} came`;
}

/** Problems that leave no header to be read, or that name it themselves. */
const withoutHeader = ['header_missing', 'encoding'];

/** What a look at a source has found: its files, its first rows as read, its columns. */
export function CheckFound({
  result,
  filledIn,
  unread,
  onUse,
}: {
  result: Result;
  /** The columns that were suggested and filled in. */
  filledIn: Draft['mapping'];
  /** Headers that no column is read from. */
  unread: string[];
  /** Sets what is suspected of how the file is written, and looks again. */
  onUse: (suspected: Reading) => void;
}) {
  const { problem } = result;
  const suspected = suspectedOf(problem?.suspected);
  const suggested = inWords(filledIn);
  const hasHeader = result.headers.length > 0 && !withoutHeader.includes(problem?.reason ?? '');
  return (
    <section className={`${classes.section ?? ''} ${classes.found ?? ''}`} aria-label="What was found">
      {problem !== null && (
        <Alert color="yellow">
          <Stack gap={8} align="flex-start">
            {problem.sentence}
            {suspected && (
              <Button variant="default" onClick={() => onUse(suspected)}>
                Use {readingWords(suspected)}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {result.files.length > 0 && (
        <Text>
          {plural(result.files.length, 'file')} seen
          {result.file === null || result.rows.length === 0 ? '.' : `; the first rows of ${result.file}:`}
        </Text>
      )}
      {result.people && (
        <Text>
          {peopleFound(result.people)}
          {result.rows.length === 0 ? '.' : '; the first of them as read:'}
        </Text>
      )}
      <ul className={classes.plain}>
        {result.rows.map((row) => (
          <li key={row.line}>
            {[row.employeeId, row.firstName, row.lastName, row.email, row.department]
              .filter(Boolean)
              .join(' · ')}
            {row.sentence !== null && <Text c="dimmed">{rowFault(row)}</Text>}
          </li>
        ))}
      </ul>
      {hasHeader && (
        <Text>
          {result.people
            ? 'Its fields: '
            : result.headers.length === 1
              ? 'Its one column: '
              : 'Its columns: '}
          {result.headers.join(', ')}.
        </Text>
      )}
      {suggested.length > 0 && <Text>Filled in below, under Columns: {suggested.join(', ')}.</Text>}
      {unread.length > 0 && hasHeader && !suspected && <Text>Not used: {unread.join(', ')}.</Text>}
    </section>
  );
}
