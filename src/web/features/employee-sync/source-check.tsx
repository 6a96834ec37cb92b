import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get, post } from '../../api/http';
import { problemText } from '../../api/problem';
import { spacePath } from '../../api/session';
import { CheckFound } from './check-found';
import { FirstKey, OtherKey } from './host-key';
import { isUnnamed, needsNames, unreadOf } from './source-columns';
import { addressOf, type Draft, type FieldsProps } from './source-draft';
import { checkOf, type Check } from './source-request';
import source from './source.module.css';

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

/** A look, and where its columns are only suggested a second one by their names. */
async function lookByNames(slug: string, draft: Draft): Promise<Check & { filledIn: Draft['mapping'] }> {
  const first = await look(slug, draft);
  // Of a source that runs already, nothing is changed by a look at it.
  const filledIn = isUnnamed(draft) ? (first.result?.suggestedMapping ?? {}) : {};
  const again = first.result !== null && needsNames(draft, first.result);
  return { ...(again ? await look(slug, { ...draft, mapping: filledIn }) : first), filledIn };
}

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
    mutationFn: (asked: Draft) => lookByNames(slug, asked),
    onSuccess: ({ state, result, filledIn }) => {
      if (state !== 'done' || !result) return;
      onHeaders([...new Set(result.headers.filter((header) => header.trim() !== ''))]);
      if (isUnnamed(draft)) set({ mapping: filledIn });
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
  const area = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const { isSuccess, isError } = test;
  useEffect(() => {
    if ((isSuccess || isError) && area.current && outcome.current) show(area.current, outcome.current);
  }, [isSuccess, isError]);
  const again = (part: Partial<Draft>) => {
    set(part);
    test.mutate({ ...draft, ...part });
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
          <OtherKey
            before={draft.hostKey ?? ''}
            now={otherKey}
            onConfirm={() => again({ hostKey: otherKey })}
          />
        )}
        {failed && typeof otherKey !== 'string' && (
          <Alert color="red" role="alert" title="It does not work yet">
            {failed.problem}
          </Alert>
        )}
        {typeof unconfirmed === 'string' && (
          <FirstKey hostKey={unconfirmed} onConfirm={() => again({ hostKey: unconfirmed })} />
        )}
        {of && result && typeof unconfirmed !== 'string' && (
          <CheckFound
            result={result}
            filledIn={of.filledIn}
            unread={unreadOf(draft, result.headers)}
            onUse={(suspected) => again(suspected)}
          />
        )}
      </Stack>
    </Stack>
  );
}
