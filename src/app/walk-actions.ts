import type { DrawnFlow } from '../core/model/design.ts';
import { isNetworkEndpoint, type EndpointId } from '../core/model/ids.ts';
import { hasPorts, protocolNumbers } from '../core/net/protocol.ts';
import type { FlowQuery } from '../core/policy/flow-query.ts';
import type { App } from './app.ts';
import { drawnFlows } from './flow-actions.ts';
import type { Pair } from './selection.svelte.ts';

/** A packet of the selected arrow; without one the ends are chosen first. */
export function traceSelected(app: App): void {
  const { pair } = app.selection;
  if (pair === null) {
    showCanvas(app);
    // The ends are chosen in the panels.
    if (app.present.isOn && !app.present.isChromeShown) app.present.toggleChrome();
    app.packetWalk.open();
  } else tracePair(app, pair);
}

/** A packet between the two: the one that was asked about, else one of a drawn flow, else a usual one. */
export function tracePair(app: App, pair: Pair): void {
  tracePacket(app, packetOf(app, pair));
}

/** This very packet; the arrow between its ends is selected along. */
export function tracePacket(app: App, query: FlowQuery): void {
  const { pair } = app.selection;
  if (pair?.source !== query.from || pair.destination !== query.to)
    app.selection.select({ kind: 'pair', source: query.from, destination: query.to });
  showCanvas(app);
  app.packetWalk.trace(query);
}

function showCanvas({ view }: App): void {
  if (!view.isCanvasShown) view.stage = 'canvas';
}

/** What is asked about where the user has said no more than the two ends. */
export function packetOf(app: App, pair: Pair): FlowQuery {
  const { flow } = app.explanation;
  if (flow?.ok === true && isBetween(flow.value.query, pair)) return flow.value.query;
  const { query } = app.packetWalk;
  if (query !== null && isBetween(query, pair)) return query;
  const drawn = drawnFlows(app, pair).find((one) => one.flow.protocol !== null);
  return { ...plainPacket(pair.source, pair.destination), ...trafficOf(drawn?.flow ?? null, pair.destination) };
}

function isBetween({ from, to }: FlowQuery, { source, destination }: Pair): boolean {
  return from === source && to === destination;
}

type PacketTraffic = Pick<FlowQuery, 'protocol' | 'port' | 'icmpType' | 'icmpCode'>;

/** Nothing is asked but who sends what to whom. */
export function plainPacket(from: EndpointId, to: EndpointId): FlowQuery {
  return {
    ...usualTraffic(to),
    from,
    to,
    sourcePort: null,
    ipVersion: null,
    toAddress: null,
    fromAddress: null,
    via: null,
  };
}

/** Of a range of ports the first one. */
function trafficOf(flow: DrawnFlow | null, to: EndpointId): PacketTraffic {
  const protocol = flow?.protocol ?? null;
  if (flow === null || protocol === null) return usualTraffic(to);
  const { port } = flow;
  const none = { protocol, port: null, icmpType: null, icmpCode: null };
  if (typeof port === 'number') return { ...none, port };
  if (port === null) return { ...none, port: hasPorts(protocol) ? usualPort(to) : null };
  return port.kind === 'ports' ? { ...none, port: port.first } : { ...none, icmpType: port.type, icmpCode: port.code };
}

function usualTraffic(to: EndpointId): PacketTraffic {
  return { protocol: protocolNumbers.TCP, port: usualPort(to), icmpType: null, icmpCode: null };
}

/** A cluster node is asked for a shell, the outside for a page, a pod for what most of them serve. */
function usualPort(to: EndpointId): number {
  if (to.startsWith('host/')) return 22;
  return isNetworkEndpoint(to) ? 443 : 8080;
}
