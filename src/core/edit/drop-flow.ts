import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import { printProtocol } from '../net/protocol.ts';
import { err, ok } from '../result.ts';
import type { DropContext, DropEndpoint, DropOption, Planned, SingleTarget } from './drop-context.ts';

/** From an endpoint's handle onto another endpoint: a flow, whose protocol, port and expectation are asked for. */
export function planFlowDrop(context: DropContext, source: EndpointId, target: SingleTarget): Planned {
  const destination = endpointOf(context, target);
  if (destination === null) return err({ reason: 'Drop it on an endpoint: a flow leads from one to another.' });
  if (destination.id === source) return err({ reason: 'A flow leads to another endpoint.' });
  const flow = { source, destination: destination.id, protocol: null, port: null, expect: null, note: '' };
  return ok({
    confirm: false,
    ask: { kind: 'flow', source, destination: destination.id },
    options: [flowOption(flow)],
  });
}

/** What drawing this flow means, as the drop menu and the notice say it. */
export function flowOption(flow: DrawnFlow): DropOption {
  const { source, destination, expect } = flow;
  const expectation = expect === null ? '' : `, expected to be ${expect === 'allow' ? 'allowed' : 'denied'}`;
  const what = trafficOf(flow);
  return {
    label: `Draw ${what}`,
    detail: `${source} → ${destination}${expectation}`,
    command: { type: 'add-flow', flow },
    sentence: `Drew ${what} from ${source} to ${destination}${expectation}.`,
  };
}

function trafficOf({ protocol, port }: DrawnFlow): string {
  if (protocol === null) return 'a flow of all traffic';
  return port === null ? `a flow of ${printProtocol(protocol)}` : `a flow of ${printProtocol(protocol)} ${port}`;
}

/** A card is its object's endpoint, or of a network that has no object, itself. */
function endpointOf({ endpoints }: DropContext, target: SingleTarget): DropEndpoint | null {
  if (target.kind === 'resource') return endpoints.find(({ resource }) => resource === target.id) ?? null;
  return target.kind === 'endpoint' ? (endpoints.find(({ id }) => id === target.id) ?? null) : null;
}
