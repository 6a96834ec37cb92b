import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError, statusOfCode, type ErrorCode } from '../errors/index.ts';

/** RFC 9457, with a stable `code`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; programs decide by this'),
    detail: z.string().optional().describe('A sentence for a person'),
  })
  .loose()
  .describe('application/problem+json');

const titles: Partial<Record<ErrorCode, string>> = {
  seats_exhausted: 'No seat is free',
  seat_order_out_of_range: 'Not a number of seats that can be added',
  not_found: 'Not found',
  internal_error: 'Something went wrong here',
};

const sentence = (code: ErrorCode) =>
  titles[code] ?? `${code[0]?.toUpperCase() ?? ''}${code.slice(1).replaceAll('_', ' ')}`;

/** What an error means to a client; of one that is not ours, no more than its kind. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => ({
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message,
    }));
    return new DomainError('invalid_request', 'Something in this request is not as it has to be.', {
      issues,
    });
  }
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413)
    return new DomainError('payload_too_large', 'This request is larger than is taken here.');
  if (statusCode === 415)
    return new DomainError('unsupported_media_type', 'Send this request as application/json.');
  if (statusCode === 429)
    return new DomainError('rate_limited', 'Too many requests. Wait a moment, then go on.');
  if (statusCode === 404) return new DomainError('not_found', 'There is nothing at this address.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new DomainError('invalid_request', 'This request could not be read.');
  }
  // 22021, 22P05: a NUL or an unpaired surrogate, which no text column can hold.
  if (code === '22021' || code === '22P05') {
    return new DomainError('invalid_request', 'A text holds characters that cannot be kept.');
  }
  return new DomainError(
    'internal_error',
    'This did not work, and it is not your doing. Try again in a moment.',
  );
}

/** The one place where refusals become HTTP. An unknown error's message never leaves. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toDomainError(error);
  const status = statusOfCode[known.code];
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  return reply
    .status(status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send({
      ...known.extra,
      type: `urn:usher:problem:${known.code}`,
      title: sentence(known.code),
      status,
      code: known.code,
      detail: known.message,
      requestId: request.id,
    });
}
