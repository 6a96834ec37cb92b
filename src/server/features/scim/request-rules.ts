import { tooDeep } from './given-rules.ts';
import { attribute, isObject } from './resource-rules.ts';

/** Characters of a body that are kept. */
const longest = 64 * 1024;
const deepest = 30;
const hidden = '(not kept)';
const isSecret = (name: unknown): boolean => typeof name === 'string' && /password$/i.test(name.trim());

/** A request's body as it may be kept: without passwords; null where there is none, or it is too much. */
export function keptBody(body: unknown): unknown {
  if (body === undefined || body === null || tooDeep(body, deepest)) return null;
  const kept = withoutSecrets(body);
  return JSON.stringify(kept).length > longest ? null : kept;
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const isOfSecret = isSecret(attribute(value, 'path'));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const secret = isSecret(name) || (isOfSecret && name.toLowerCase() === 'value');
      return [name, secret ? hidden : withoutSecrets(one)];
    }),
  );
}
