import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Platform } from '../../../platform/command/index.ts';
import type { Outgoing } from '../../../platform/outgoing/index.ts';

/** Where vendors answer; `{company}` stands for the organisation's own name there. */
export interface Vendors {
  bamboohr: string;
  hibob: string;
}

export const realVendors: Vendors = {
  bamboohr: 'https://{company}.bamboohr.com',
  hibob: 'https://api.hibob.com',
};

/** What reading sources needs beside the platform. */
export interface SourceDeps {
  platform: Platform;
  outgoing: Outgoing;
  log: Pick<Logger, 'warn'>;
  vendors: Vendors;
  /** The folder below which drop folders are. */
  dropDir: string;
  /** Between two looks at a file on a server, to see whether it grows. */
  settleMs: number;
  /** For how long a file of a drop folder has to be unchanged. */
  quietMs: number;
  /** Pauses between tries of one page of an HRIS. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** Where people of a space upload to: the account is shut in above `incoming`. */
export const dropFolderOf = (dropDir: string, slug: string, folder: string): string =>
  join(dropDir, slug, folder, 'incoming');
