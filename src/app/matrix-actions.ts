import { flowOption } from '../core/edit/drop-flow.ts';
import type { DrawnFlow } from '../core/model/design.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';
import type { Pair } from './selection.svelte.ts';

/** What a flow is of. */
export type FlowTraffic = Pick<DrawnFlow, 'protocol' | 'port'>;

/** The pair's drawn flow of that traffic is expected so from now on; where there is none, one is drawn. */
export function expectTraffic(app: App, pair: Pair, { protocol, port }: FlowTraffic, expect: 'allow' | 'deny'): void {
  const { source, destination } = pair;
  const index = app.model.design.flows.findIndex(
    (flow) =>
      flow.source === source && flow.destination === destination && flow.protocol === protocol && flow.port === port,
  );
  const drawn = app.model.design.flows[index];
  const flow: DrawnFlow = { source, destination, protocol, port, note: drawn?.note ?? '', expect };
  const { command, sentence } = flowOption(flow, drawn === undefined ? null : index);
  perform(app, command, sentence);
}
