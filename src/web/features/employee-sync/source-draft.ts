import type { CheckSyncSourceData, CreateSyncSourceData } from '../../api/generated/types.gen';
import type { Source } from './read-sync';

export type NewSource = CreateSyncSourceData['body'];
export type NewCheck = CheckSyncSourceData['body'];

/** A source as it is typed: every field of every kind, so that nothing is lost by looking at another kind. */
export interface Draft {
  kind: 'sftp' | 'folder' | 'bamboohr' | 'hibob' | 'json';
  name: string;
  mode: 'full' | 'changes';
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
  url: string;
  items: string;
  headerName: string;
  secret: string;
  time: string;
  days: string[];
  leaversCount: number | null;
  leaversPercent: number | null;
  mapping: NonNullable<NewSource['mapping']>;
}

export const emptyDraft: Draft = {
  kind: 'sftp',
  name: 'People from HR',
  mode: 'full',
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
  url: '',
  items: '',
  headerName: 'Authorization',
  secret: '',
  time: '02:30',
  days: ['1', '2', '3', '4', '5', '6', '7'],
  leaversCount: null,
  leaversPercent: null,
  mapping: {},
};

/** The part of a source that says where it is and how one gets in. */
function whereOf(draft: Draft) {
  const { kind, pattern, secret } = draft;
  const folder = draft.folder.trim();
  switch (kind) {
    case 'folder':
      return { kind, settings: { folder, pattern } } as const;
    case 'bamboohr':
      return {
        kind: 'hris',
        settings: { vendor: kind, company: draft.company.trim() },
        secrets: { apiKey: secret },
      } as const;
    case 'hibob':
      return {
        kind: 'hris',
        settings: { vendor: kind, serviceUser: draft.company.trim() },
        secrets: { token: secret },
      } as const;
    case 'json':
      return {
        kind: 'hris',
        settings: { vendor: kind, url: draft.url.trim(), items: draft.items.trim() },
        secrets: secret === '' ? {} : { headers: { [draft.headerName]: secret } },
      } as const;
    case 'sftp':
      return undefined;
  }
}

const sftpOf = ({ host, port, user, folder, pattern }: Draft) => ({
  host: host.trim(),
  port,
  user: user.trim(),
  folder: folder.trim() || '.',
  pattern,
});

const sftpSecrets = ({ password, privateKey, passphrase }: Draft) =>
  privateKey === ''
    ? { ...(password !== '' && { password }) }
    : { privateKey, ...(passphrase !== '' && { passphrase }) };

/** What a look at it asks for; an SFTP host without a confirmed key is asked for that alone. */
export function checkOf(draft: Draft): NewCheck {
  const reading = { mode: draft.mode, mapping: draft.mapping };
  const where = whereOf(draft);
  if (where !== undefined) return { ...reading, ...where };
  const settings = { ...sftpOf(draft), hostKey: draft.hostKey };
  return { kind: 'sftp', ...reading, settings, secrets: sftpSecrets(draft) };
}

/** The source to be saved; an SFTP host's key has been confirmed by then. */
export function sourceOf(draft: Draft): NewSource {
  const { leaversCount, leaversPercent } = draft;
  const common = {
    name: draft.name.trim(),
    mode: draft.mode,
    mapping: draft.mapping,
    limits: {
      ...(leaversCount !== null && { leaversCount }),
      ...(leaversPercent !== null && { leaversPercent }),
    },
    schedule:
      draft.kind === 'folder' || draft.days.length === 0
        ? null
        : { time: draft.time, days: draft.days.map(Number) },
  };
  const where = whereOf(draft);
  if (where !== undefined) return { ...common, ...where };
  const settings = { ...sftpOf(draft), hostKey: draft.hostKey ?? '' };
  return { kind: 'sftp', ...common, settings, secrets: sftpSecrets(draft) };
}

/** What may be changed of any source without giving its secrets again. */
export const ordinaryOf = (source: Source): Draft => ({
  ...emptyDraft,
  name: source.name,
  mode: source.mode,
  time: source.schedule?.time ?? '02:30',
  days: source.schedule?.days.map(String) ?? [],
  leaversCount: source.limits.leaversCount ?? null,
  leaversPercent: source.limits.leaversPercent ?? null,
});
