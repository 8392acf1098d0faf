import type { PortSet } from './port-set.ts';

/** A set of (protocol, port) or (protocol, ICMP type and code): what is still undecided, what a rule takes, what is allowed. */
export interface Traffic {
  /** Destination ports 1–65535. */
  readonly tcp: PortSet;
  readonly udp: PortSet;
  readonly sctp: PortSet;
  /** `type * 256 + code`. */
  readonly icmp: PortSet;
  readonly icmpv6: PortSet;
  /** Numbers of all other protocols (no ports), 0–255 without the five above. */
  readonly other: PortSet;
}
