import type { FlowTraffic } from '../../app/matrix-actions.ts';
import { parseProtocol } from '../../core/net/protocol.ts';
import type { TrafficQuery } from '../../core/find/traffic-query.ts';

/**
 * The traffic that is looked at, as a drawn flow says it.
 *
 * @returns null where no single flow says it: a port of any protocol, a range, an ICMP type
 */
export function flowTrafficOf(query: TrafficQuery | null): FlowTraffic | null {
  if (query === null) return { protocol: null, port: null };
  const [, name = '', port] = /^([A-Za-z0-9]+)(?:\/(\d+))?$/.exec(query.text) ?? [];
  const protocol = /^\d/.test(name) ? null : parseProtocol(name);
  if (protocol === null || (port !== undefined && name.startsWith('ICMP'))) return null;
  return { protocol, port: port === undefined ? null : Number(port) };
}
