import { ApiProblem } from '../../api/problem';
import type { Draft } from './source-draft';

/** What is wrong with a field, by its name. */
export type Faults = Partial<Record<string, string>>;

const folderShape = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** What can be told of the draft while it is typed. */
export const faultsOf = ({ kind, folder }: Draft): Faults =>
  kind === 'folder' && folder !== '' && !folderShape.test(folder.trim())
    ? { folder: 'Takes small letters, digits and hyphens, 40 at most' }
    : {};

/** What the server found wrong, by the last part of where it is: its own words begin small. */
export function faultsIn(error: unknown): Faults {
  const issues = error instanceof ApiProblem && Array.isArray(error.body.issues) ? error.body.issues : [];
  return Object.fromEntries(
    (issues as { path: string; message: string }[]).map(({ path, message }) => [
      path.replace(/^.*\./, ''),
      message,
    ]),
  );
}

/** What is said at each field: of the draft as it is, else what the server said of the one it was sent. */
export function faultsAt(draft: Draft, error: unknown): Faults {
  const told = Object.entries(faultsIn(error)).map(([field, message = '']) => [
    field,
    `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
  ]);
  return { ...(Object.fromEntries(told) as Faults), ...faultsOf(draft) };
}
