import { posix } from 'node:path';
import type Client from 'ssh2-sftp-client';
import type { Outgoing } from '../../../platform/outgoing/index.ts';
import type { Offer, SeenFile, Session } from './connector.ts';
import { FetchError } from './fetch-error.ts';
import { connectSftp, type SftpTarget } from './sftp-client.ts';

/** OpenSSH answers reads of up to 256 KB. */
const pieceSize = 256 * 1024;
/** Without a byte for so long, the other side is gone. */
const silence = 60_000;

/**
 * A folder on somebody's SFTP server. Files there are read and left where they are.
 * @param settleMs between two looks at a file: one that changes between them is still being written.
 * @throws FetchError as `connectSftp`.
 */
export async function openSftp(
  outgoing: Outgoing,
  target: SftpTarget,
  options: { folder: string; settleMs: number },
): Promise<Session> {
  const client = await connectSftp(outgoing, target);
  const { folder } = options;
  const pathOf = (name: string) => posix.join(folder, name);
  return {
    whole: null,
    async list() {
      const listed = await client.list(folder).catch((error: unknown) => {
        throw isMissing(error)
          ? new FetchError('folder_missing', `The folder ${folder} is not there, or may not be read.`)
          : lost(target.host, error);
      });
      return listed.map(({ type, name, size, modifyTime }) => ({
        name,
        bytes: size,
        time: new Date(modifyTime),
        regular: (type as string) === '-',
      }));
    },
    read: (offer) => readWhole(client, target.host, pathOf(offer.name), offer, options.settleMs),
    incomplete: () => undefined,
    settle: () => Promise.resolve(),
    async close() {
      await client.end().catch(() => undefined);
    },
  };
}

async function* readWhole(
  client: Client,
  host: string,
  path: string,
  offer: Offer,
  settleMs: number,
): AsyncGenerator<Uint8Array> {
  const growing = () => new FetchError('still_growing', `${offer.name} is still being written.`);
  const look = async (): Promise<SeenFile> => {
    const found = await lookAt(client, path).catch((error: unknown) => {
      throw isMissing(error)
        ? new FetchError('file_gone', `${offer.name} went away while it was being fetched.`)
        : lost(host, error);
    });
    return {
      name: offer.name,
      bytes: found.size,
      time: new Date(found.modifyTime),
      regular: found.isFile,
    };
  };
  const same = (file: SeenFile) =>
    file.regular && file.bytes === offer.bytes && file.time.getTime() === offer.time?.getTime();
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  if (!same(await look())) throw growing();
  let bytes = 0;
  const stream = client.createReadStream(path, { highWaterMark: pieceSize, autoClose: true });
  const watch = setInterval(() => {
    if (bytes === before) stream.destroy(new Error('silence'));
    before = bytes;
  }, silence);
  let before = -1;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      yield piece;
    }
  } catch (error) {
    throw lost(host, error);
  } finally {
    clearInterval(watch);
  }
  // A connection that is cut can look like the end of the file.
  if (bytes < (offer.bytes ?? 0)) throw lost(host, undefined);
  if (!same(await look())) throw growing();
}

/** Without following a link; the package's types know it by another name alone. */
const lookAt = (client: Client, path: string): ReturnType<Client['stat']> =>
  (client as unknown as { lstat: Client['stat'] }).lstat(path);

const isMissing = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return code === 2 || code === 3 || code === 'ENOTEXIST' || code === 'ENOENT';
};

function lost(host: string, error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  return new FetchError('connection_lost', `The connection to ${host} was lost before the file was whole.`);
}
