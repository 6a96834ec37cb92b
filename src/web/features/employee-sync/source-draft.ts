import type { CreateSyncSourceData } from '../../api/generated/types.gen';
import type { Source } from './read-sync';

export type NewSource = CreateSyncSourceData['body'];
export type Mapping = NonNullable<NewSource['mapping']>;
export type Limits = NonNullable<NewSource['limits']>;

/** A source as it is typed: every field of every kind, so that nothing is lost by looking at another kind. */
export interface Draft {
  /** The source that is changed; none while one is set up. */
  id?: string;
  /** Secrets that the server keeps, by name, and the address they are kept for. */
  kept: string[];
  keptFor: string;
  kind: 'csv' | 'sftp' | 'folder' | 'bamboohr' | 'hibob' | 'json';
  name: string;
  mode: NonNullable<NewSource['mode']>;
  delimiter: NonNullable<NewSource['delimiter']>;
  encoding: NonNullable<NewSource['encoding']>;
  mapping: Mapping;
  limits: Limits;
  time: string;
  days: string[];
  host: string;
  port: number;
  user: string;
  password: string;
  privateKey: string;
  passphrase: string;
  folder: string;
  pattern: string;
  hostKey: string | null;
  company: string;
  /** The one secret of BambooHR or HiBob. */
  secret: string;
  url: string;
  method: 'GET' | 'POST';
  body: string;
  items: string;
  total: string;
  paging: 'none' | 'link' | 'page' | 'cursor';
  parameter: string;
  path: string;
  first: number;
  size: number | null;
  headers: { name: string; value: string }[];
}

export const emptyDraft: Draft = {
  kept: [],
  keptFor: '',
  kind: 'sftp',
  name: 'People from HR',
  mode: 'full',
  delimiter: ',',
  encoding: 'utf-8',
  mapping: {},
  limits: {},
  time: '02:30',
  days: ['1', '2', '3', '4', '5', '6', '7'],
  host: '',
  port: 22,
  user: '',
  password: '',
  privateKey: '',
  passphrase: '',
  folder: '',
  pattern: '*.csv',
  hostKey: null,
  company: '',
  secret: '',
  url: '',
  method: 'GET',
  body: '',
  items: '',
  total: '',
  paging: 'none',
  parameter: '',
  path: '',
  first: 1,
  size: null,
  headers: [{ name: 'Authorization', value: '' }],
};

/** The name that a new source begins with: one that none of the others has. */
export function freeName(names: string[]): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? emptyDraft.name : `${emptyDraft.name} ${String(n)}`;
    if (!names.includes(name)) return name;
  }
}

/** A source that is there, to be changed; its secrets are known by name alone. */
export function draftOf(source: Source): Draft {
  const { id, name, mode, mapping, limits, schedule, secretsSet } = source;
  const draft = {
    ...emptyDraft,
    id,
    kept: secretsSet.map((secret) => secret.replace(/^headers\./, '')),
    name,
    mode,
    delimiter: source.delimiter as Draft['delimiter'],
    encoding: source.encoding as Draft['encoding'],
    mapping,
    limits,
    time: schedule?.time ?? emptyDraft.time,
    days: schedule?.days.map(String) ?? [],
    ...placeOf(source),
  };
  return { ...draft, keptFor: addressOf(draft) };
}

function placeOf(source: Source): Pick<Draft, 'kind'> & Partial<Draft> {
  if (source.kind === 'csv') return { kind: 'csv' };
  if (source.kind !== 'hris') return { kind: source.kind, ...source.settings };
  const { settings, secretsSet } = source;
  if (settings.vendor === 'bamboohr') return { kind: 'bamboohr', company: settings.company };
  if (settings.vendor === 'hibob') return { kind: 'hibob', company: settings.serviceUser };
  const { url, method, body, items, total, paging } = settings;
  return {
    kind: 'json',
    url,
    method,
    body: body === null ? '' : JSON.stringify(body, null, 2),
    items,
    total: total ?? '',
    paging: paging.kind,
    ...(paging.kind === 'link' && { path: paging.path ?? '' }),
    ...(paging.kind === 'page' && { parameter: paging.parameter, first: paging.first, size: paging.size }),
    ...(paging.kind === 'cursor' && { parameter: paging.parameter, path: paging.path }),
    ...(secretsSet.length > 0 && {
      headers: secretsSet.map((name) => ({ name: name.replace(/^headers\./, ''), value: '' })),
    }),
  };
}

/** Whether files come from it, and not the answers of an HRIS. */
export const isFile = ({ kind }: Draft): boolean => kind === 'csv' || kind === 'sftp' || kind === 'folder';

/** A drop folder is looked into each minute, and files are uploaded when they are. */
export const isScheduled = ({ kind }: Draft): boolean => kind !== 'folder' && kind !== 'csv';

/** What the parts of the dialog take. */
export interface FieldsProps {
  draft: Draft;
  /** What is wrong with a field, by its name. */
  faults?: Partial<Record<string, string>> | undefined;
  set: (part: Partial<Draft>) => void;
}

/** Whom the secrets are shown to. Where this changes, those kept count no more and are typed again. */
export function addressOf({ kind, host, port, user, company, url }: Draft): string {
  const parts = kind === 'sftp' ? [host.trim(), port, user.trim()] : [company.trim()];
  return JSON.stringify(kind === 'json' ? [URL.canParse(url) ? new URL(url).origin : url] : parts);
}

/** Names of the secrets that go on being used where nothing is typed. */
export const keptOf = (draft: Draft): string[] => (addressOf(draft) === draft.keptFor ? draft.kept : []);

/** True where secrets were kept for another address than the one typed now. */
export const hasMoved = (draft: Draft): boolean =>
  draft.kept.length > 0 && addressOf(draft) !== draft.keptFor;

/** The body of a POST; null for none; undefined where what is typed is no JSON object. */
export function bodyOf({ method, body }: Draft): Record<string, unknown> | null | undefined {
  if (method === 'GET' || body.trim() === '') return null;
  try {
    const parsed: unknown = JSON.parse(body);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Headers to be written: all of them, as they are kept or replaced together. Null: those kept stay;
 * undefined: one of them has no name or no value yet.
 */
export function headersOf(draft: Draft): Record<string, string> | null | undefined {
  const rows = draft.headers.filter(({ name, value }) => value !== '' || draft.kept.includes(name));
  const untouched = rows.length === draft.kept.length && rows.every(({ value }) => value === '');
  if (untouched && !hasMoved(draft)) return null;
  if (rows.some(({ name, value }) => name.trim() === '' || value === '')) return undefined;
  return Object.fromEntries(rows.map(({ name, value }) => [name.trim(), value]));
}
