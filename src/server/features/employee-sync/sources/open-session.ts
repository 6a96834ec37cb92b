import { openFolder } from '../connectors/folder-session.ts';
import type { Session } from '../connectors/connector.ts';
import { openHris, type PeopleReader } from '../connectors/hris-session.ts';
import { readBamboo } from '../connectors/bamboohr.ts';
import { readHibob } from '../connectors/hibob.ts';
import { readJsonHttp } from '../connectors/json-http.ts';
import { openSftp } from '../connectors/sftp-session.ts';
import type { SourceKind } from '../source-queries.ts';
import { dropFolderOf, type SourceDeps } from './source-deps.ts';
import { HrisSettings, type SourceSecrets } from './source-schemas.ts';

/** A source as it is asked, saved or about to be. */
export interface Asked {
  kind: SourceKind;
  slug: string;
  settings: Record<string, unknown>;
  mapping: Partial<Record<string, string>>;
  hostKey: string | null;
  secrets: SourceSecrets;
  /** For a look: show all that could be mapped, where the source says so by itself. */
  everyField?: boolean;
}

/** Opens the way to a source. @throws FetchError. */
export async function openSession(deps: SourceDeps, asked: Asked): Promise<Session> {
  const { settings, secrets } = asked;
  if (asked.kind === 'sftp') {
    const { host, port, user, folder } = settings as {
      host: string;
      port: number;
      user: string;
      folder: string;
    };
    const { password, privateKey, passphrase } = secrets;
    return openSftp(
      deps.outgoing,
      { host, port, user, password, privateKey, passphrase, hostKey: asked.hostKey },
      { folder, settleMs: deps.settleMs },
    );
  }
  if (asked.kind === 'folder')
    return openFolder(dropFolderOf(deps.dropDir, asked.slug, String(settings.folder)), {
      quietMs: deps.quietMs,
      now: Date.now,
    });
  return openHris(readerOf(deps, asked));
}

function readerOf(deps: SourceDeps, { settings, secrets, mapping, everyField = false }: Asked): PeopleReader {
  const access = { outgoing: deps.outgoing, pause: deps.pause };
  const chosen = HrisSettings.parse(settings);
  switch (chosen.vendor) {
    case 'bamboohr': {
      const base = deps.vendors.bamboohr.replace('{company}', chosen.company);
      return readBamboo(access, { base, apiKey: secrets.apiKey ?? '', mapping });
    }
    case 'hibob': {
      const { serviceUser } = chosen;
      return readHibob(access, {
        base: deps.vendors.hibob,
        serviceUser,
        token: secrets.token ?? '',
        mapping,
      });
    }
    case 'json':
      return readJsonHttp(access, { ...chosen, headers: secrets.headers ?? {}, mapping, everyField });
  }
}
