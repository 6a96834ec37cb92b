import type { PlanRow } from './apply-queries.ts';
import type { Run } from './run-queries.ts';

/** What the audit log keeps of a change by a run: source, run and file with all, the line with each. */
export const traceOf = (run: Run, rows: PlanRow[]) => ({
  all: { source: run.sourceId, run: run.id, fileHash: run.fileHash },
  each: Object.fromEntries(rows.flatMap((row) => (row.userId ? [[row.userId, { line: row.line }]] : []))),
});

/** What a plan's row says of a User's details, without what it only notes. */
export function detailsOf(row: PlanRow): Record<string, string | null> {
  const { warning: _, ...details } = row.data;
  return details;
}
