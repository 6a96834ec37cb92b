import pg from 'pg';
import { CopyingClient, isCopy } from './copy.ts';

const oftenEnough = 10;
const mostKept = 250;
const mostCounted = 5000;

/** Whether the connection behind a name was another than before, or had that name already: a pooler stands between. */
export const isPoolersDoing = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '26000' || error.code === '42P05');
let pooled = false;

const times = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which connections keep a statement's plan; undefined for one that comes seldom. The
 * texts are ours and few, what varies is in the values; the caps hold should that ever change.
 */
function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= mostKept) return name;
  const seen = (times.get(text) ?? 0) + 1;
  if (seen > oftenEnough) {
    times.delete(text);
    names.set(text, `usher_${String(names.size + 1)}`);
  } else if (seen > 1 || times.size < mostCounted) times.set(text, seen);
  return names.get(text);
}

/**
 * A connection that parses a statement which comes again and again once, and keeps its plan. Where a
 * pooler turns out to hand out others' connections, no plan is kept from then on.
 */
export class PreparingClient extends CopyingClient {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- pg overloads query in ten ways, all passed on as they are
  override query(...given: any[]): any {
    const [text, values] = given as unknown[];
    const plain = !pooled && typeof text === 'string' && Array.isArray(values) && !isCopy(values);
    const name = plain ? nameOf(text) : undefined;
    const query = super.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    if (name === undefined) return query(...(given as unknown[]));
    const answer = query({ name, text, values });
    answer.catch((error: unknown) => {
      if (isPoolersDoing(error)) pooled = true;
    });
    return answer;
  }
}
