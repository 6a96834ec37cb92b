import type { Context } from '../../platform/command/index.ts';
import { readFile } from '../employee-sync/index.ts';
import { eraseFiles, keptFiles } from './erase-sync-queries.ts';
import { findsIn, type Person } from './trace-rules.ts';

/** What of a piece may belong to a word that the next one ends. */
const overlap = 4096;

/**
 * Deletes every kept file in which the person stands: one line cannot be taken out of a file whose
 * hash tells what it was. Files that no plan was made of are read through. @returns whose files went.
 */
export async function eraseFromFiles(ctx: Context, person: Person): Promise<string[]> {
  const runIds: string[] = [];
  for (const { runId, encoding, listed } of await keptFiles(ctx, person)) {
    if (listed || (await holds(ctx, runId, encoding, person))) runIds.push(runId);
  }
  if (runIds.length > 0) await eraseFiles(ctx, runIds);
  return runIds;
}

async function holds(ctx: Context, runId: string, encoding: string, person: Person): Promise<boolean> {
  const found = findsIn(person);
  const decoder = new TextDecoder(encoding);
  let before = '';
  for await (const bytes of readFile({ spaceId: ctx.spaceId, runId }, (read) => read(ctx.tx))) {
    const text = before + decoder.decode(bytes, { stream: true });
    if (found(text)) return true;
    before = text.slice(-overlap);
  }
  return false;
}
