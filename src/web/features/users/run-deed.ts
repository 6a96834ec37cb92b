import { get, newKey, patch, post, remove } from '../../api/http';
import { ApiProblem } from '../../api/problem';
import { spacePath } from '../../api/session';
import type { BulkAnswer, BulkResult, Operation, User } from '../../api/types';
import { count } from '../../ui/words';
import type { Deed } from './deeds';
import type { UsersFilter } from './users-filter';

export interface DeedOptions {
  reason?: string | undefined;
  /** Reactivation without enough seats: be refused, fill those there are, or wait for one. */
  whenFull?: 'refuse' | 'fill' | 'wait' | undefined;
}

export async function runOnOne(
  slug: string,
  deed: Deed,
  user: User,
  options: DeedOptions = {},
): Promise<unknown> {
  const path = spacePath(slug, `/users/${user.id}`);
  switch (deed.name) {
    case 'resend':
      return post(`${path}/resend`, {});
    case 'deactivate':
      return post(`${path}/deactivate`, { reason: options.reason });
    case 'reactivate':
      return post(`${path}/reactivate`, { whenFull: options.whenFull === 'wait' ? 'wait' : 'refuse' });
    case 'delete':
      return remove(path);
    case 'set_role':
      return patch(path, { role: deed.role });
  }
}

export interface BulkRequest extends DeedOptions {
  deed: Deed;
  /** Those chosen; or all that a filter matches, as many as were shown; or those an operation was done to. */
  of: { ids: string[] } | { filter: UsersFilter; expected: number } | { operation: string };
}

/** What became of many. Of long work only the refused come one by one. */
export interface ManyDone {
  count: number;
  done: BulkResult[];
  refused: BulkResult[];
  /** Long work, by which those it was done to can be named. */
  operation?: string;
}

/** One deed over many; long ones run on in the server and are watched to their end. */
export async function runOnMany(
  slug: string,
  { deed, of, reason, whenFull }: BulkRequest,
  onProgress: (done: number, total: number) => void,
): Promise<ManyDone> {
  const body = {
    action: deed.name,
    ...of,
    reason,
    role: deed.role,
    whenFull: deed.name === 'reactivate' ? whenFull : undefined,
  };
  const answer = await post<BulkAnswer>(spacePath(slug, '/users/bulk'), body, newKey());
  if ('operation' in answer) return watch(slug, answer.operation, onProgress);
  const done = answer.results.filter(({ status }) => status === 'done');
  return { count: done.length, done, refused: answer.results.filter(({ status }) => status === 'refused') };
}

const endedEarly = ({ done, total }: Operation) =>
  new ApiProblem(
    409,
    'ended_early',
    `This ended early, after ${count(done)} of ${count(total)}: whoever asked for it may no longer. What was done stays.`,
  );

const pause = 700;

async function watch(
  slug: string,
  started: Operation,
  onProgress: (done: number, total: number) => void,
): Promise<ManyDone> {
  let operation = started;
  for (;;) {
    onProgress(operation.done, operation.total);
    if (operation.state === 'failed') throw endedEarly(operation);
    if (operation.state === 'done') {
      const count = operation.done - operation.refused;
      return { count, done: [], refused: operation.results, operation: operation.id };
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    operation = await get<Operation>(spacePath(slug, `/operations/${operation.id}`));
  }
}
