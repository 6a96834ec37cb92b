import { totalmem } from 'node:os';
import { DATA_FROM_INSIDE } from './embedded-user.ts';

const MIB = 1024 * 1024;

/** Who may connect: each role by its password, over loopback only. */
export const HOST_ACCESS = 'host all all 127.0.0.1/32 scram-sha-256\n';

/**
 * The server's settings, given on its command line at each start, so that they are those of this version
 * of Usher. Every commit waits for the disk. The log holds neither statements nor the values of rows.
 */
export function serverArguments(port: number, settings: Record<string, string> = {}): string[] {
  // A sixteenth of the memory; a space of a million has more pages at work than a quarter gigabyte holds.
  const buffers = Math.min(1024, Math.max(128, Math.floor(totalmem() / MIB / 16)));
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '100',
    shared_buffers: `${String(buffers)}MB`,
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'error',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] %u@%d ',
    ...settings,
  };
  return [
    '-D',
    DATA_FROM_INSIDE,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
