const asked: Record<string, [done: string, refused: string]> = {
  POST: ['Gave this person', 'Was to give this person'],
  PUT: ['Replaced their details', 'Was to replace their details'],
  PATCH: ['Changed their details', 'Was to change their details'],
  DELETE: ['Deleted them', 'Was to delete them'],
};
const switched: Record<'on' | 'off', [done: string, refused: string]> = {
  on: ['Switched on', 'Was to switch them on'],
  off: ['Switched off', 'Was to switch them off'],
};

/** A request and how it was answered, in a few words; a change that switches somebody on or off says so first. */
export function requestWords(method: string, status: number, body?: unknown): string {
  const change = method === 'PATCH' ? changeIn(body) : undefined;
  const also = change?.more === true ? ', and changed their details' : '';
  const [done, refused] = change ? switched[change.to] : (asked[method] ?? [method, method]);
  return status < 400 ? `${done}${also}` : `${refused}: refused`;
}

/** Whether a PATCH switches its person on or off, as clients write it: by path or without, as a word or as true. */
function changeIn(body: unknown): { to: 'on' | 'off'; more: boolean } | undefined {
  const given = Object.entries(fieldsOf(body)).find(([key]) => key.toLowerCase() === 'operations')?.[1];
  if (!Array.isArray(given)) return undefined;
  const fields = given.flatMap((operation): [string, unknown][] => {
    const { path, value } = fieldsOf(operation);
    return typeof path === 'string' ? [[path, value]] : Object.entries(fieldsOf(value));
  });
  const active = fields.findLast(([key]) => key.toLowerCase() === 'active')?.[1];
  const on = String(active).toLowerCase() === 'true';
  if (!on && String(active).toLowerCase() !== 'false') return undefined;
  return { to: on ? 'on' : 'off', more: fields.some(([key]) => key.toLowerCase() !== 'active') };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
