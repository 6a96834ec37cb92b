import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  GetSyncRunResponse,
  ListSyncHistoryResponse,
  ListSyncRunPeopleResponse,
  ListSyncRunsResponse,
  ListSyncSourcesResponse,
} from '../../api/generated/types.gen';
import { get } from '../../api/http';
import { pages } from '../../api/pages';
import { spacePath } from '../../api/session';

export type RunList = ListSyncRunsResponse;
export type Run = RunList['items'][number];
export type RunDetail = GetSyncRunResponse;
export type RunPeople = ListSyncRunPeopleResponse;
export type RunPerson = RunPeople['items'][number];
export type Outcome = RunPerson['outcome'];
export type Source = ListSyncSourcesResponse['items'][number];
export type History = ListSyncHistoryResponse;

/** Every key begins as those of the space do, so that a change there reads what is shown again. */
const key = (slug: string, ...rest: unknown[]) => ['space', slug, ...rest] as const;

const underWay = new Set(['receiving', 'queued', 'running', 'applying']);
export const isUnderWay = ({ state }: Pick<Run, 'state'>): boolean => underWay.has(state);
export const isWaiting = ({ state }: Pick<Run, 'state'>): boolean =>
  state === 'held' || state === 'rehearsed';

export const sourcesQuery = (slug: string) =>
  pages<ListSyncSourcesResponse>(key(slug, 'sync-sources'), spacePath(slug, '/sync-sources'));

/** A source to be changed: never as it was when it was last looked at. */
export const sourceQuery = (slug: string, id: string) =>
  queryOptions({
    gcTime: 0,
    queryKey: key(slug, 'sync-source', id),
    queryFn: ({ signal }) => get<Source>(spacePath(slug, `/sync-sources/${id}`), undefined, signal),
  });

export const runsQuery = (slug: string) =>
  infiniteQueryOptions({
    ...pages<RunList>(key(slug, 'sync-runs'), spacePath(slug, '/sync-runs'), { limit: 25 }),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some(isUnderWay) ? 2000 : false),
  });

/** Read each second while it is under way: its progress is told by no event. */
export const runQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: key(slug, 'sync-run', id),
    queryFn: ({ signal }) => get<RunDetail>(spacePath(slug, `/sync-runs/${id}`), undefined, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1000 : false),
  });

export interface PeopleFilter {
  outcome: Outcome | undefined;
  q: string | undefined;
  department: string | undefined;
}

/** @param state part of the key: what a person has come to changes with the run. */
export const peopleQuery = (slug: string, id: string, state: string, filter: PeopleFilter) =>
  infiniteQueryOptions({
    ...pages<RunPeople>(
      key(slug, 'sync-run-people', id, state, filter),
      spacePath(slug, `/sync-runs/${id}/people`),
      { ...filter, limit: 50 },
    ),
    placeholderData: (before) => before,
  });

/** What waits for a person, newest first; a handful at most, whatever the number of runs. */
export const waitingQuery = (slug: string) =>
  queryOptions({
    queryKey: key(slug, 'sync-runs-waiting'),
    queryFn: ({ signal }) =>
      get<RunList>(spacePath(slug, '/sync-runs'), { needsDecision: 'true', limit: 5 }, signal),
    staleTime: 60_000,
  });

export const historyQuery = (slug: string, who: { userId?: string; employeeId?: string }) =>
  pages<History>(key(slug, 'sync-history', who), spacePath(slug, '/sync-history'), { ...who, limit: 50 });
