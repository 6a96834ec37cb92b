import { newKey, post } from '../../api/http';
import { queryClient } from '../../api/query-client';
import { spacePath } from '../../api/session';
import type { BulkResult, InviteAnswer } from '../../api/types';
import { notify, notifyTrouble } from '../../ui/notify';
import { runOnMany } from '../users/run-deed';
import { clearPeople } from './draft';
import { createKeyedStore } from './keyed-store';
import { lookupKey } from './known-people';
import { summaryOf } from './outcome-words';
import type { Plan } from './plan-invites';

export type WhenFull = 'refuse' | 'wait';
export type Outcome = InviteAnswer['results'][number];

/** Invitations on their way, or what became of them. */
export interface Sending {
  /** One for all tries, so that a double click or a retry invites once. */
  key: string;
  plan: Plan;
  message: string;
  whenFull: WhenFull;
  state: 'running' | 'stopped' | 'over';
  /** Of the plan's rows, in their order, as far as they were answered. */
  outcomes: Outcome[];
  reactivated: { done: number; refused: BulkResult[] } | undefined;
  error: unknown;
}

const sendings = createKeyedStore<Sending | undefined>(undefined);
const watched = new Set<string>();

export const useSending = sendings.useValue;

/** Tells whether a dialog shows the outcome; where none does, a note says it. */
export function watchSending(slug: string): () => void {
  watched.add(slug);
  return () => {
    watched.delete(slug);
  };
}

/** Starts once: while one is on its way, another click does nothing. */
export function startSending(
  slug: string,
  plan: Plan,
  options: { message: string; whenFull: WhenFull },
): void {
  if (sendings.read(slug)?.state === 'running') return;
  const { message, whenFull } = options;
  const key = newKey();
  const fresh = { key, plan, message: message.trim(), whenFull, outcomes: [], reactivated: undefined };
  void run(slug, { ...fresh, state: 'running', error: undefined });
}

/** Goes on where it stopped, with the same key; perhaps letting those without a seat wait now. */
export function resumeSending(slug: string, whenFull?: WhenFull): void {
  const stopped = sendings.read(slug);
  if (stopped?.state !== 'stopped') return;
  void run(slug, { ...stopped, state: 'running', error: undefined, ...(whenFull && { whenFull }) });
}

export const forgetSending = (slug: string): void => sendings.write(slug, undefined);

/** Rows a call. One call for all where somebody waits: the queue's order is settled within a call. */
const atOnce = 1000;

async function run(slug: string, begun: Sending): Promise<void> {
  let now = begun;
  const tell = (part: Partial<Sending>) => {
    now = { ...now, ...part };
    sendings.write(slug, now);
  };
  tell({});
  const { plan, whenFull, key } = begun;
  const step = whenFull === 'wait' || plan.scheduled > 0 ? plan.rows.length : atOnce;
  try {
    while (now.outcomes.length < plan.rows.length) {
      const from = now.outcomes.length;
      const users = plan.rows.slice(from, from + step);
      const body = { users, whenFull, ...(now.message !== '' && { message: now.message }) };
      const path = spacePath(slug, '/users');
      const { results } = await post<InviteAnswer>(path, body, `${key}-${from}-${whenFull}`);
      tell({ outcomes: [...now.outcomes, ...results] });
    }
    if (plan.returning.length > 0 && now.reactivated === undefined) {
      const of = { ids: plan.returning };
      const request = { deed: { name: 'reactivate' as const }, of, whenFull };
      const { count, refused } = await runOnMany(slug, request, () => undefined);
      tell({ reactivated: { done: count, refused } });
    }
    tell({ state: 'over' });
    clearPeople(slug);
    if (!watched.has(slug)) {
      notify(summaryOf(now));
      forgetSending(slug);
    }
  } catch (error) {
    tell({ state: 'stopped', error });
    if (!watched.has(slug)) notifyTrouble('Not all invitations were sent', error);
  }
  void queryClient.invalidateQueries({ queryKey: ['space', slug] });
  void queryClient.invalidateQueries({ queryKey: lookupKey });
}
