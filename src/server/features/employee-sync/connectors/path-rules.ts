/** Steps into JSON: `work.email`, `emails.0.value`; a key with dots in it is found as it stands. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  if (value === null || typeof value !== 'object') return undefined;
  if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const key = path.slice(0, dot);
  if (!Object.hasOwn(value, key)) return undefined;
  return valueAt((value as Record<string, unknown>)[key], path.slice(dot + 1));
}

const deepest = 4;

/** The paths of all single values in a record, as a person can map them. */
export function pathsOf(value: unknown, prefix = '', depth = 0): string[] {
  if (value === null || typeof value !== 'object') return prefix === '' ? [] : [prefix];
  if (depth === deepest) return [];
  return Object.entries(value)
    .slice(0, 200)
    .flatMap(([key, inner]) => pathsOf(inner, prefix === '' ? key : `${prefix}.${key}`, depth + 1));
}
