import type { TrafficQuery } from '../../core/find/traffic-query.ts';
import { parseFlowPort, type FlowTraffic } from '../../core/net/flow-traffic.ts';
import { parseProtocol } from '../../core/net/protocol.ts';

/**
 * The traffic that is looked at, as a drawn flow says it.
 *
 * @returns null where no single flow says it: a port of any protocol
 */
export function flowTrafficOf(query: TrafficQuery | null): FlowTraffic | null {
  if (query === null) return { protocol: null, port: null };
  const [, name = '', detail = ''] = /^([A-Za-z][A-Za-z0-9]*)(?:\/(.+))?$/.exec(query.text) ?? [];
  const protocol = parseProtocol(name);
  if (name === '' || protocol === null) return null;
  const port = parseFlowPort(protocol, detail);
  return port.ok ? { protocol, port: port.value } : null;
}
