import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { GetSyncSourceCheckResponse } from '../../api/generated/types.gen';
import { get, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { count, plural } from '../../ui/words';
import { FirstKey, OtherKey } from './host-key';
import { columns } from './reading-fields';
import { addressOf, type Draft, type FieldsProps } from './source-draft';
import { checkOf } from './source-request';
import source from './source.module.css';
import classes from './sync.module.css';

type Check = GetSyncSourceCheckResponse;
type Row = NonNullable<Check['result']>['rows'][number];

/** Asks for a look at the source, and waits until it has been had. */
async function look(slug: string, draft: Draft): Promise<Check> {
  const asked = spacePath(slug, '/sync-sources/checks');
  let check = await post<Check>(asked, checkOf(draft));
  while (check.state === 'queued') {
    await new Promise((done) => setTimeout(done, 500));
    check = await get<Check>(`${asked}/${check.id}`);
  }
  return check;
}

/** Whether this is a new source whose columns nobody has named yet: what is suggested is filled in. */
const isUnnamed = ({ id, mapping }: Draft): boolean => id === undefined && Object.keys(mapping).length === 0;

const inWords = (mapping: Draft['mapping']): string[] =>
  columns.flatMap(([column, label]) => {
    const header = mapping[column];
    return header === undefined ? [] : [`${label} is “${header}”`];
  });

const rowFault = ({ line, column, sentence }: Row): string =>
  `Line ${count(line)}${column === null ? '' : `, column ${column}`}: ${sentence ?? ''}`;

/** Brings what has come of a test into view, and the focus to it, unless somebody has gone on typing meanwhile. */
function show(area: HTMLElement, outcome: HTMLElement): void {
  const focused = document.activeElement;
  if (focused?.matches('input, textarea') && !area.contains(focused)) return;
  outcome.focus({ preventScroll: true });
  outcome.scrollIntoView({
    block: 'nearest',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth',
  });
}

/** Test connection: the host's key to confirm, the files seen, the first rows as read. Nothing is saved. */
export function SourceCheck({
  slug,
  draft,
  set,
  onHeaders,
}: FieldsProps & { slug: string; onHeaders: (headers: string[]) => void }) {
  const test = useMutation({
    mutationFn: (asked: Draft) => look(slug, asked),
    onSuccess: ({ state, result }) => {
      if (state !== 'done' || !result) return;
      onHeaders([...new Set(result.headers.filter((header) => header.trim() !== ''))]);
      // Of a source that runs already, nothing is changed by a look at it.
      if (isUnnamed(draft)) set({ mapping: result.suggestedMapping });
    },
  });
  // What one server has shown, or one that had another key, says nothing of this one.
  const { variables: asked } = test;
  const isOfIt = asked && asked.hostKey === draft.hostKey && addressOf(asked) === addressOf(draft);
  const of = isOfIt ? test.data : undefined;
  const result = of?.state === 'done' ? of.result : undefined;
  const failed = of?.state === 'failed' ? of : undefined;
  const otherKey = failed?.reason === 'host_key_changed' ? failed.result?.hostKey : undefined;
  const unconfirmed = draft.kind === 'sftp' && draft.hostKey === null ? result?.hostKey : undefined;
  const suggested = isOfIt && isUnnamed(asked) && result ? inWords(result.suggestedMapping) : [];
  const area = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const { isSuccess, isError } = test;
  useEffect(() => {
    if ((isSuccess || isError) && area.current && outcome.current) show(area.current, outcome.current);
  }, [isSuccess, isError]);
  const confirm = (hostKey: string) => {
    set({ hostKey });
    test.mutate({ ...draft, hostKey });
  };
  return (
    <Stack ref={area}>
      <div className={source.key}>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate(draft)}>
          {draft.kind === 'sftp' || draft.kind === 'folder' ? 'Test connection' : 'Preview'}
        </Button>
        {draft.kind === 'sftp' && draft.hostKey === null && (
          <Text size="sm" c="dimmed">
            Shows the host’s key, to be confirmed first
          </Text>
        )}
      </div>
      <Stack
        ref={outcome}
        tabIndex={-1}
        role="group"
        aria-label="What the test has shown"
        className={source.outcome}
      >
        {test.isError && (
          <Alert color="red" role="alert" title="It could not be tested">
            {problemText(test.error)}
          </Alert>
        )}
        {typeof otherKey === 'string' && (
          <OtherKey before={draft.hostKey ?? ''} now={otherKey} onConfirm={() => confirm(otherKey)} />
        )}
        {failed && typeof otherKey !== 'string' && (
          <Alert color="red" role="alert" title="It does not work yet">
            {failed.problem}
          </Alert>
        )}
        {typeof unconfirmed === 'string' && (
          <FirstKey hostKey={unconfirmed} onConfirm={() => confirm(unconfirmed)} />
        )}
        {result && typeof unconfirmed !== 'string' && (
          <section className={`${classes.section ?? ''} ${classes.found ?? ''}`} aria-label="What was found">
            {result.problem !== null && <Alert color="yellow">{result.problem.sentence}</Alert>}
            {result.files.length > 0 && (
              <Text>
                {plural(result.files.length, 'file')} seen
                {result.file === null || result.rows.length === 0
                  ? '.'
                  : `; the first rows of ${result.file}:`}
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
            {result.headers.length > 0 && result.problem?.reason !== 'header_missing' && (
              <Text>
                {result.headers.length === 1 ? 'Its one column: ' : 'Its columns: '}
                {result.headers.join(', ')}.
              </Text>
            )}
            {suggested.length > 0 && (
              <Text>
                Filled in below, under Columns: {suggested.join(', ')}. Test again to see the first rows by
                them.
              </Text>
            )}
          </section>
        )}
      </Stack>
    </Stack>
  );
}
