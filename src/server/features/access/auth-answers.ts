import { DomainError, type ErrorCode } from '../../platform/errors/index.ts';

const known: Record<string, [ErrorCode, string]> = {
  INVALID_EMAIL_OR_PASSWORD: ['invalid_credentials', 'E-mail or password is not right.'],
  INVALID_EMAIL: ['invalid_credentials', 'E-mail or password is not right.'],
  INVALID_PASSWORD: ['invalid_credentials', 'That is not your password.'],
  PASSWORD_TOO_SHORT: ['invalid_request', 'A password has at least 10 characters.'],
  PASSWORD_TOO_LONG: ['invalid_request', 'A password has at most 128 characters.'],
  INVALID_TOKEN: ['link_invalid', 'This link does not work any more. Ask for a new one.'],
  INVALID_CODE: ['invalid_credentials', 'That code is not right.'],
  OTP_HAS_EXPIRED: ['invalid_credentials', 'That code has expired. Enter the one shown now.'],
  INVALID_BACKUP_CODE: ['invalid_credentials', 'That recovery code is not right, or was used before.'],
  INVALID_TWO_FACTOR_COOKIE: ['invalid_credentials', 'That took too long. Sign in with your password again.'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [
    'rate_limited',
    'Too many codes were wrong. Sign in with your password again.',
  ],
  ACCOUNT_TEMPORARILY_LOCKED: [
    'rate_limited',
    'Too many codes were wrong. Wait some minutes, then try again.',
  ],
  TOTP_ALREADY_ENABLED: ['invalid_state', 'A second factor is set up already.'],
  CHALLENGE_NOT_FOUND: ['invalid_state', 'That took too long. Try again.'],
  AUTHENTICATION_FAILED: ['invalid_credentials', 'This passkey is not known here.'],
  PASSKEY_NOT_FOUND: ['invalid_credentials', 'This passkey is not known here.'],
};

/** A refusal of the sign-in library in our own codes and sentences; its own words never leave. */
export function refusalOf(status: number, body: unknown): DomainError {
  const { code = '' } = (body ?? {}) as { code?: string };
  const match = known[code];
  if (match) return new DomainError(...match);
  if (status === 401) return new DomainError('unauthenticated', 'Sign in first.');
  if (status === 403) return new DomainError('forbidden', 'That is not allowed.');
  if (status === 404) return new DomainError('not_found', 'There is nothing at this address.');
  if (status === 429)
    return new DomainError('rate_limited', 'Too many tries. Wait a moment, then try again.');
  if (status < 500)
    return new DomainError('invalid_request', 'Something in this request is not as it has to be.');
  return new DomainError(
    'internal_error',
    'This did not work, and it is not your doing. Try again in a moment.',
  );
}
