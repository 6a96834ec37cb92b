import { z } from 'zod';
import { DomainError } from '../../platform/errors/index.ts';
import { badRequest } from './error-rules.ts';
import { withBooleans, type Resource } from './resource-rules.ts';

/** A body as it comes: an object, whatever is in it. */
export const Given = z.record(z.string(), z.unknown(), 'has to be a JSON object');

/** Bytes of one resource as it is kept. */
export const largest = 128 * 1024;
const deepest = 12;

/** Ours to say, or never to be given back (RFC 7643, 2.2 and 4.1.1). */
const notKept = new Set(['id', 'meta', 'password']);

/**
 * A resource as it is kept: as given, without what is ours to say, without its password.
 * @throws DomainError `invalid_request` or `payload_too_large` where it is no resource that can be kept.
 */
export function keepable(given: Resource): Resource {
  if (tooDeep(given, deepest)) throw badRequest('invalidValue', 'This resource is nested too deeply.');
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !notKept.has(name.toLowerCase())));
  const resource = withBooleans('', kept) as Resource;
  if (Buffer.byteLength(JSON.stringify(resource)) > largest) {
    throw new DomainError('payload_too_large', 'This resource is larger than is kept here.');
  }
  return resource;
}

export function tooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((one) => tooDeep(one, left - 1));
}
