import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import { flowTraffic } from '../net/flow-traffic.ts';
import { err, ok } from '../result.ts';
import type { DropContext, DropEndpoint, DropOption, DropPlan, Planned, SingleTarget } from './drop-context.ts';

/** From an endpoint's handle onto another endpoint: a flow, whose protocol, port and expectation are asked for. */
export function planFlowDrop(context: DropContext, source: EndpointId, target: SingleTarget): Planned {
  const destination = endpointOf(context, target);
  if (destination === null) return err({ reason: 'Drop it on an endpoint: a flow leads from one to another.' });
  if (destination.id === source) return err({ reason: 'A flow leads to another endpoint.' });
  return ok(
    askForFlow({ source, destination: destination.id, protocol: null, port: null, expect: null, note: '' }, null),
  );
}

/**
 * The plan that asks for a flow's protocol, port, expectation and note.
 *
 * @param index of the drawn flow that is edited; null: a new one is drawn
 */
export function askForFlow(flow: DrawnFlow, index: number | null): DropPlan {
  return { confirm: false, ask: { kind: 'flow', flow, index }, options: [flowOption(flow, index)] };
}

/** What drawing this flow, or changing the drawn flow `index` to it, means, as the drop menu and the notice say it. */
export function flowOption(flow: DrawnFlow, index: number | null): DropOption {
  const { source, destination, expect } = flow;
  const expectation = expect === null ? '' : `, expected to be ${expect === 'allow' ? 'allowed' : 'denied'}`;
  const what = trafficOf(flow);
  const ends = `${source} → ${destination}${expectation}`;
  if (index !== null) {
    return {
      label: `Change to ${what}`,
      detail: ends,
      command: { type: 'set-flow', index, flow },
      sentence: `The flow from ${source} to ${destination} is now ${what}${expectation}.`,
    };
  }
  return {
    label: `Draw ${what}`,
    detail: ends,
    command: { type: 'add-flow', flow },
    sentence: `Drew ${what} from ${source} to ${destination}${expectation}.`,
  };
}

/** `a flow of TCP 22` */
export function trafficOf(flow: DrawnFlow): string {
  return `a flow of ${flowTraffic(flow)}`;
}

/** A card is its object's endpoint, or of a network that has no object, itself. */
function endpointOf({ endpoints }: DropContext, target: SingleTarget): DropEndpoint | null {
  if (target.kind === 'resource') return endpoints.find(({ resource }) => resource === target.id) ?? null;
  return target.kind === 'endpoint' ? (endpoints.find(({ id }) => id === target.id) ?? null) : null;
}
