import type {
  ChangeSyncSourceData,
  CheckSyncSourceData,
  GetSyncSourceCheckResponse,
} from '../../api/generated/types.gen';
import { bodyOf, headersOf, isScheduled, type Draft, type NewSource } from './source-draft';

export type NewCheck = CheckSyncSourceData['body'];
export type Check = GetSyncSourceCheckResponse;
type Change = ChangeSyncSourceData['body'];

/** The part of a source that says where it is and how one gets in. */
function placeOf(draft: Draft) {
  const { kind, pattern, secret, items } = draft;
  const folder = draft.folder.trim();
  const typed = secret !== '';
  switch (kind) {
    case 'csv':
      return { kind };
    case 'folder':
      return { kind, settings: { folder, pattern } };
    case 'sftp':
      return {
        kind,
        settings: {
          host: draft.host.trim(),
          port: draft.port,
          user: draft.user.trim(),
          folder: folder || '.',
          pattern,
          hostKey: draft.hostKey ?? '',
        },
        secrets: sftpSecrets(draft),
      };
    case 'bamboohr':
      return {
        kind: 'hris' as const,
        settings: { vendor: kind, company: draft.company.trim() },
        secrets: typed ? { apiKey: secret } : {},
      };
    case 'hibob':
      return {
        kind: 'hris' as const,
        settings: { vendor: kind, serviceUser: draft.company.trim() },
        secrets: typed ? { token: secret } : {},
      };
    case 'json': {
      const headers = headersOf(draft);
      return {
        kind: 'hris' as const,
        settings: {
          vendor: kind,
          url: draft.url.trim(),
          method: draft.method,
          body: bodyOf(draft) ?? null,
          items: items.trim(),
          total: draft.total.trim() || null,
          paging: pagingOf(draft),
        },
        secrets: headers ? { headers } : {},
      };
    }
  }
}

const sftpSecrets = ({ password, privateKey, passphrase }: Draft) =>
  privateKey === ''
    ? { ...(password !== '' && { password }) }
    : { privateKey, ...(passphrase !== '' && { passphrase }) };

function pagingOf({ paging: kind, first, size, ...draft }: Draft) {
  const [parameter, path] = [draft.parameter.trim(), draft.path.trim()];
  if (kind === 'link') return { kind, path: path || null };
  if (kind === 'page') return { kind, parameter, first, size };
  return kind === 'cursor' ? { kind, parameter, path } : { kind };
}

/** How what is there is read: what is left empty in the mapping goes by our own name. */
const readingOf = ({ mode, delimiter, encoding, mapping }: Draft) => ({
  mode,
  delimiter,
  encoding,
  mapping: Object.fromEntries(
    Object.entries(mapping).flatMap(([column, header]) =>
      header.trim() === '' ? [] : [[column, header.trim()]],
    ),
  ),
});

/** The source to be saved; an SFTP host's key has been confirmed by then. */
export const sourceOf = (draft: Draft): NewSource => ({
  ...readingOf(draft),
  ...placeOf(draft),
  name: draft.name.trim(),
  limits: draft.limits,
  schedule:
    isScheduled(draft) && draft.days.length > 0
      ? { time: draft.time, days: draft.days.map(Number).sort() }
      : null,
});

/** What has been changed of a source since it was opened, and that alone: others may be changing it, too. */
export function changeOf(draft: Draft, opened: Draft): Change {
  const before: Partial<Record<string, unknown>> = sourceOf(opened);
  const changed = Object.entries(sourceOf(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(changed);
}

/** What a look at it asks for; an SFTP host without a confirmed key is asked for that alone. */
export function checkOf(draft: Draft): NewCheck | undefined {
  const place = placeOf(draft);
  if (place.kind === 'csv') return undefined;
  const asked = { ...readingOf(draft), ...(draft.id !== undefined && { sourceId: draft.id }) };
  return place.kind === 'sftp'
    ? { ...asked, ...place, settings: { ...place.settings, hostKey: draft.hostKey } }
    : { ...asked, ...place };
}
