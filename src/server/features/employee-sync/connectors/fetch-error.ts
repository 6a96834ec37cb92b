/** Why a source could not be read: stable, as runs and screens hold on to it. */
export type FetchReason =
  | 'unreachable'
  | 'host_refused'
  | 'host_key_unknown'
  | 'host_key_changed'
  | 'sign_in_failed'
  | 'folder_missing'
  | 'no_file'
  | 'still_growing'
  | 'connection_lost'
  | 'rate_limited'
  | 'server_error'
  | 'answer_unreadable'
  | 'file_gone'
  | 'too_big';

/** What may be another time, and is tried again with growing pauses; nothing else is. */
const passing = new Set<FetchReason>([
  'unreachable',
  'still_growing',
  'connection_lost',
  'rate_limited',
  'server_error',
  'file_gone',
]);

/** A source that could not be read. `message` is a sentence for a person, without any secret. */
export class FetchError extends Error {
  readonly reason: FetchReason;
  /** What the other side asked for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** Of `host_key_changed`: the key that the host shows now, where it shows one. */
  readonly hostKey: string | undefined;

  constructor(
    reason: FetchReason,
    message: string,
    beside: { retryAfter?: number | undefined; hostKey?: string } = {},
  ) {
    super(message);
    this.name = 'FetchError';
    this.reason = reason;
    this.retryAfter = beside.retryAfter;
    this.hostKey = beside.hostKey;
  }

  get mayPass(): boolean {
    return passing.has(this.reason);
  }
}
