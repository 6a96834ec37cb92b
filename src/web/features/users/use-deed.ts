import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SpaceContext } from '../../api/session';
import type { BulkResult } from '../../api/types';
import { notify } from '../../ui/notify';
import { plural } from '../../ui/words';
import type { Scope } from './deed-scope';
import { deedDone } from './deed-words';
import { type ResultsFile, rowsFile, saveResults } from './results-file';
import { markSeen } from './seen-operations';
import { type Deed, type Target, targetFilter } from './deeds';
import { operationFile, spaceKey } from './read-users';
import { type DeedOptions, type ManyDone, runOnMany, runOnOne } from './run-deed';
import { undoMany, undoOne } from './undo';

interface Options {
  space: SpaceContext;
  deed: Deed;
  target: Target;
  scope: Scope | undefined;
  /** Called when it is done and nothing is left to show. */
  onDone: () => void;
}

/** Does the deed, with progress and per-User results; goes on when its dialog is closed. */
export function useDeed({ space, deed, target, scope, onDone }: Options) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [refused, setRefused] = useState<BulkResult[]>();
  const [file, setFile] = useState<ResultsFile>();
  const [summary, setSummary] = useState('');
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const refresh = () => void client.invalidateQueries({ queryKey: spaceKey(space.slug) });

  const mutation = useMutation({
    mutationFn: async (options: DeedOptions): Promise<ManyDone | undefined> => {
      if (target.kind === 'one') {
        await runOnOne(space.slug, deed, target.user, options);
        return undefined;
      }
      const of =
        target.kind === 'filter'
          ? { filter: targetFilter(deed, target.filter), expected: scope?.applies ?? 0 }
          : { ids: scope?.ids ?? [] };
      return runOnMany(space.slug, { deed, of, ...options }, (done, total) => setProgress({ done, total }));
    },
    onError: refresh,
    onSuccess: (many) => {
      refresh();
      const left = many?.refused ?? [];
      const words =
        target.kind === 'one' || many === undefined
          ? deedDone(deed, target.kind === 'one' ? target.user : 0)
          : `${deedDone(deed, many.count)}${left.length > 0 ? `, ${plural(left.length, 'not', 'not')}` : ''}`;
      const undo =
        target.kind === 'one'
          ? undoOne(space, deed, target.user, refresh)
          : many && undoMany(space, deed, many, refresh);
      const results = many && resultsOf(space.slug, many, scope);
      if (many?.operation !== undefined) markSeen(many.operation);
      notify(words, undo, results && { label: 'Results', run: () => saveResults(results) });
      if (!open.current) return;
      if (left.length === 0) {
        onDone();
        return;
      }
      setSummary(words);
      setRefused(left);
      setFile(results);
    },
  });
  return {
    start: mutation.mutate,
    busy: mutation.isPending,
    error: mutation.error,
    progress,
    refused,
    file,
    summary,
  };
}

function resultsOf(slug: string, many: ManyDone, scope: Scope | undefined): ResultsFile {
  if (many.operation !== undefined) return operationFile(slug, many.operation);
  return rowsFile([...many.done, ...many.refused], scope?.people ?? []);
}
