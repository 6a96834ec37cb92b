/** Why the embedded database would not start; the codes are stable. */
export type EmbeddedErrorCode =
  | 'data_dir_in_use'
  | 'data_dir_not_writable'
  | 'database_files_version'
  | 'database_not_starting'
  | 'database_program_missing';

/** Thrown by the embedded database; the message is meant for the operator who reads the log. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
