import { isMachineOfOnesOwn, type Config } from '../../config.ts';

interface Asked {
  ip: string;
  headers: Record<string, string | string[] | undefined>;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/**
 * Whether a request comes from the very machine, one's own, that Usher runs on: it listens to loopback
 * alone, is asked there by its loopback name, and nobody passed the request on. Another site's page
 * that points a name of its own at 127.0.0.1 asks by that name, and is told no.
 */
export function comesFromOwnMachine(
  config: Pick<Config, 'SMTP_URL' | 'publicUrl' | 'HOST' | 'TRUST_PROXY'>,
  { ip, headers }: Asked,
): boolean {
  const passedOn = headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded;
  const host = typeof headers.host === 'string' ? headers.host.replace(/:\d+$/, '') : '';
  return (
    isMachineOfOnesOwn(config) &&
    !config.TRUST_PROXY &&
    passedOn === undefined &&
    [config.HOST, ip, host].every((address) => loopback.test(address))
  );
}
