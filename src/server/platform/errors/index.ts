/** Stable codes: clients and screens hold on to them. The status each is answered with. */
export const statusOfCode = {
  invalid_request: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  forbidden: 403,
  wrong_origin: 403,
  not_found: 404,
  seats_exhausted: 409,
  user_exists: 409,
  last_admin: 409,
  owner_protected: 409,
  kept_out: 409,
  invalid_state: 409,
  selection_changed: 409,
  idempotency_key_reused: 409,
  already_set_up: 409,
  newer_link_sent: 409,
  slug_taken: 409,
  name_taken: 409,
  quote_expired: 409,
  quote_mismatch: 409,
  orders_stopped: 409,
  sync_held: 409,
  run_in_progress: 409,
  approval_void: 409,
  link_expired: 410,
  link_used: 410,
  link_invalid: 404,
  link_off: 410,
  version_mismatch: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  seat_order_out_of_range: 422,
  file_refused: 422,
  host_refused: 422,
  connection_failed: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOfCode;

/**
 * A refusal that is part of the product. `message` is a sentence for a person; `extra` are
 * members that the problem document carries beside it (`available`, `needed`, …).
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly extra: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.extra = extra;
  }
}

export const notFound = (what = 'There is nothing at this address.') => new DomainError('not_found', what);
