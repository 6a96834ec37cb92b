const dialogs = ['upload', 'set-up', 'change', 'add-seats'] as const;
const outcomes = [
  'leaver',
  'joiner',
  'returner',
  'change',
  'link',
  'removal',
  'conflict',
  'kept_out',
  'error',
  'warning',
  'unchanged',
] as const;

/** What the address of the Data sync page holds: the run that is open, whom of it, a dialog. */
export interface SyncSearch {
  run?: string;
  outcome?: (typeof outcomes)[number];
  q?: string;
  department?: string;
  open?: (typeof dialogs)[number];
  /** The source whose settings are open. */
  source?: string;
}

const id = /^[0-9a-f-]{36}$/;

/** Reads the address; what is unknown there is left out. */
export function parseSyncSearch(search: Record<string, unknown>): SyncSearch {
  const { run, q, department, source } = search;
  const outcome = outcomes.find((one) => one === search.outcome);
  const open = dialogs.find((one) => one === search.open);
  return {
    ...(typeof run === 'string' && id.test(run) && { run }),
    ...(outcome !== undefined && { outcome }),
    ...(typeof q === 'string' && q !== '' && { q }),
    ...(typeof department === 'string' && department !== '' && { department }),
    ...(open !== undefined && { open }),
    ...(open === 'change' && typeof source === 'string' && id.test(source) && { source }),
  };
}
