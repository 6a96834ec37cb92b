import { lookup as systemLookup } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { DomainError } from '../errors/index.ts';
import { bareHost, isPublicAddress } from './address-rules.ts';

/** The way out of this machine: every connection is checked on the address that it really goes to. */
export interface Outgoing {
  /** Whether loopback and private addresses may be reached, and http without TLS. */
  allowPrivateHosts: boolean;
  /** For HTTP by undici. */
  dispatcher: Dispatcher;
  /** An open TCP connection. @throws DomainError `host_refused`, or the system's error. */
  openSocket(host: string, port: number, timeoutMs: number): Promise<Socket>;
  close(): Promise<void>;
}

const refused = (host: string) =>
  new DomainError(
    'host_refused',
    `${host} is on a private network or on Usher’s own machine, where it may not connect. Whoever runs Usher can allow it: set ALLOW_PRIVATE_HOSTS=1 and restart Usher.`,
  );

/**
 * @param lookup resolves names; tests give their own.
 * A name is resolved once for each connection, and what is connected to is the answer that was
 * checked, so that a name which changes its address in between gains nothing.
 */
export function createOutgoing(options: { allowPrivateHosts: boolean; lookup?: LookupFunction }): Outgoing {
  const { allowPrivateHosts, lookup = systemLookup } = options;
  const mayReach = (address: string) => allowPrivateHosts || isPublicAddress(address);

  const guardedLookup: LookupFunction = (hostname, lookupOptions, callback) => {
    lookup(hostname, lookupOptions, (error, address, family) => {
      const found = Array.isArray(address) ? address.map((one) => one.address) : [address];
      if (!error && !found.every(mayReach)) callback(refused(hostname), address, family);
      else callback(error, address, family);
    });
  };
  // A literal address is connected to without a lookup.
  const refuseLiteral = (host: string) => {
    if (isIP(host) !== 0 && !mayReach(host)) throw refused(host);
  };

  const connector = buildConnector({ lookup: guardedLookup, timeout: 15_000 });
  const dispatcher = new Agent({
    connect: (target, callback) => {
      try {
        refuseLiteral(bareHost(target.hostname));
      } catch (error) {
        callback(error as Error, null);
        return;
      }
      connector(target, callback);
    },
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 10_000,
  });

  return {
    allowPrivateHosts,
    dispatcher,
    async openSocket(given, port, timeoutMs) {
      const host = bareHost(given);
      refuseLiteral(host);
      return new Promise((resolve, reject) => {
        const socket = connect({ host, port, lookup: guardedLookup });
        socket.setTimeout(timeoutMs, () => {
          socket.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
        });
        socket.once('error', reject);
        socket.once('connect', () => {
          socket.setTimeout(0);
          socket.off('error', reject);
          resolve(socket);
        });
      });
    },
    close: () => dispatcher.close(),
  };
}
