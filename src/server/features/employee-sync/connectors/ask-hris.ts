import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../../platform/errors/index.ts';
import { askForJson, type JsonAnswer, type Outgoing } from '../../../platform/outgoing/index.ts';
import { FetchError } from './fetch-error.ts';

export interface HrisAccess {
  outgoing: Outgoing;
  /** Pauses between tries of one page; tests give a shorter one. */
  pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

export interface Ask {
  url: URL;
  method?: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: unknown;
}

const mostTries = 4;
/** A pause up to this is waited out between two pages; a longer one is left to the next try of the run. */
const longestPause = 120_000;

/**
 * Asks an HRIS for one page, and again where it is busy, after the pause it asks for.
 * @returns the answer, whatever its status but 401, 429 and 5xx.
 * @throws FetchError `sign_in_failed`, `host_refused`, `unreachable`, `connection_lost`, `rate_limited`, `server_error`.
 */
export async function askHris(access: HrisAccess, ask: Ask): Promise<JsonAnswer> {
  const pause = access.pause ?? sleep;
  const { host } = ask.url;
  for (let tries = 1; ; tries += 1) {
    const answer = await askOnce(access.outgoing, ask).catch((error: unknown) => {
      if (error instanceof DomainError) {
        const reason = error.code === 'host_refused' ? 'host_refused' : 'answer_unreadable';
        throw new FetchError(reason, error.message);
      }
      return error;
    });
    if (answer instanceof Error || answer === undefined) {
      if (tries < mostTries) await pause(1000 * 2 ** tries);
      else throw new FetchError('unreachable', `${host} cannot be reached.`);
      continue;
    }
    const { status } = answer as JsonAnswer;
    if (status === 401) {
      throw new FetchError('sign_in_failed', `${host} does not accept this key (401).`);
    }
    if (status !== 429 && status < 500) return answer as JsonAnswer;
    const wanted = retryAfter(answer as JsonAnswer);
    const busy = status === 429 || (status === 503 && wanted !== undefined);
    const wait = wanted ?? 1000 * 2 ** tries;
    if (tries === mostTries || wait > longestPause) {
      throw busy
        ? new FetchError('rate_limited', `${host} is asked too often for now (${status}).`, {
            retryAfter: wait,
          })
        : new FetchError('server_error', `${host} has a problem of its own (${status}).`, {
            retryAfter: wanted,
          });
    }
    await pause(wait);
  }
}

const askOnce = (outgoing: Outgoing, ask: Ask): Promise<JsonAnswer> =>
  askForJson(outgoing, { method: 'GET', ...ask });

/** Retry-After in seconds or as a date (RFC 9110), or the instant in seconds at which a limit ends. */
export function retryAfter(answer: Pick<JsonAnswer, 'headers'>, now = Date.now()): number | undefined {
  const given = [answer.headers['retry-after']].flat()[0];
  if (given !== undefined && /^\d{1,6}$/.test(given)) return Number(given) * 1000;
  const until = given === undefined ? NaN : Date.parse(given);
  if (!Number.isNaN(until)) return Math.max(0, until - now);
  const reset = [answer.headers['x-ratelimit-reset']].flat()[0];
  if (reset === undefined || !/^\d{9,11}$/.test(reset)) return undefined;
  return Math.max(0, Number(reset) * 1000 - now);
}
