import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, reserved or
 * multicast, also where it is wrapped as an IPv4 address within IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` takes the IPv4 address out of `::ffff:127.0.0.1`; other wrappings are no unicast.
  return ipaddr.process(address).range() === 'unicast';
}

/** A host as it stands in an address, without the brackets of IPv6. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
