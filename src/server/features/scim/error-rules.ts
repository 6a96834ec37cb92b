import { DomainError, statusOfCode, type ErrorCode } from '../../platform/errors/index.ts';

/** RFC 7644, 3.12: what kind of 400 or 409 it is. */
type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'tooMany';

/** A request that cannot be followed; `detail` is read by the identity provider's administrator. */
export const badRequest = (scimType: ScimType, detail: string): DomainError =>
  new DomainError('invalid_request', detail, { scimType });

/** Refusals that no other request would change: providers show a 403 and try again later. */
const forbidden = new Set<ErrorCode>(['seats_exhausted', 'kept_out', 'last_admin', 'owner_protected']);

const details: Partial<Record<ErrorCode, string>> = {
  seats_exhausted: 'No seat is free in this space. An Admin can add seats; then provision this user again.',
  unauthenticated: 'Send the SCIM token of a space as a bearer token.',
  forbidden: 'This token may not provision users. Make one for SCIM.',
};

function scimTypeOf({ code, extra }: DomainError): string | undefined {
  if (typeof extra.scimType === 'string') return extra.scimType;
  if (code === 'user_exists') return 'uniqueness';
  return code === 'invalid_request' ? 'invalidValue' : undefined;
}

export interface ScimError {
  schemas: string[];
  status: string;
  scimType?: string;
  detail: string;
}

/** A refusal in SCIM's own form, with the status as text, as RFC 7644 has it. */
export function toScimError(error: DomainError): { status: number; body: ScimError } {
  const status = forbidden.has(error.code) ? 403 : statusOfCode[error.code];
  const scimType = scimTypeOf(error);
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: details[error.code] ?? describe(error),
  };
  return { status, body };
}

/** The first thing wrong, where several are told. */
function describe({ message, extra }: DomainError): string {
  const issue = Array.isArray(extra.issues) ? (extra.issues[0] as { path?: string; message?: string }) : {};
  return issue.message === undefined ? message : `${message} ${issue.path ?? ''}: ${issue.message}`;
}
