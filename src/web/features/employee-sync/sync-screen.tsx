import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { useSpace } from '../../api/session';
import { Page } from '../../ui/page';
import { Runs } from './runs';
import { Sources } from './sources';
import type { SyncSearch } from './sync-search';

const UploadDialog = lazy(async () => ({ default: (await import('./upload-dialog')).UploadDialog }));
const SetUpSource = lazy(async () => ({ default: (await import('./set-up-source')).SetUpSource }));
const ChangeSource = lazy(async () => ({ default: (await import('./change-source')).ChangeSource }));
const RunView = lazy(async () => ({ default: (await import('./run-view')).RunView }));
const route = getRouteApi('/s/$slug/sync');

/** Sources of employee data and their runs; the address holds the run that is open. */
export function SyncScreen() {
  const space = useSpace();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: { [K in keyof SyncSearch]?: SyncSearch[K] | undefined }) =>
      void navigate({
        search: (before) => withoutUnset({ ...before, ...part }),
        replace: part.run === undefined && part.open === undefined,
        resetScroll: false,
      }),
    [navigate],
  );
  const openRun = (run: string) => void navigate({ search: { run } });
  const upload = () => change({ open: 'upload' });
  return (
    <Page
      title="Data sync"
      action={
        // With a run in full, what is done about it comes first.
        search.run === undefined && (
          <Button onClick={() => change({ open: 'set-up' })}>Set up a source</Button>
        )
      }
    >
      {search.run === undefined ? (
        <>
          <Sources
            space={space}
            onUpload={upload}
            onSetUp={() => change({ open: 'set-up' })}
            onChange={(source) => change({ open: 'change', source })}
            onRun={openRun}
          />
          <Runs space={space} />
        </>
      ) : (
        <Suspense fallback={null}>
          <RunView key={search.run} space={space} id={search.run} search={search} change={change} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        {search.open === 'set-up' && (
          <SetUpSource space={space} onClose={() => change({ open: undefined })} />
        )}
        {search.open === 'change' && search.source !== undefined && (
          <ChangeSource
            key={search.source}
            space={space}
            id={search.source}
            run={search.run}
            onClose={() => change({ open: undefined, source: undefined })}
          />
        )}
        {search.open === 'upload' && (
          <UploadDialog space={space} onClose={() => change({ open: undefined })} onRun={openRun} />
        )}
      </Suspense>
    </Page>
  );
}

const withoutUnset = (search: Record<string, unknown>): SyncSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
