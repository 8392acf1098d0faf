import type { Command } from '../core/edit/command.ts';
import { askForFlow, flowOption } from '../core/edit/drop-flow.ts';
import type { DrawnFlow, Point } from '../core/model/design.ts';
import type { EndpointId } from '../core/model/ids.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';
import type { Pair } from './selection.svelte.ts';

/** A flow that the user drew, with its place among all of them. */
export interface NumberedFlow {
  readonly index: number;
  readonly flow: DrawnFlow;
}

/** Between the ends of the selected arrow, in this direction. */
export function drawnFlows({ model }: App, { source, destination }: Pair): readonly NumberedFlow[] {
  return model.design.flows
    .map((flow, index) => ({ index, flow }))
    .filter(({ flow }) => flow.source === source && flow.destination === destination);
}

/** Takes a flow from the selected endpoint into the hand of the keyboard, or of the pointer where that is known. */
export function startFlow(app: App, pointer: Point | null): void {
  const source = app.selection.endpoint;
  if (source === null) return;
  if (pointer === null) app.drag.pickUp({ kind: 'flow', source });
  else app.drag.carry({ kind: 'flow', source }, pointer);
}

/** Asks for protocol, port, expectation and note of a new flow between the two; `expect` is what the form begins with. */
export function askForNewFlow(
  app: App,
  { source, destination }: Pair,
  pointer: Point | null,
  expect: DrawnFlow['expect'] = null,
): void {
  const flow = { source, destination, protocol: null, port: null, expect, note: '' };
  ask(app, askForFlow(flow, null), destination, pointer);
}

/** Asks for the same of a drawn flow, as it is. */
export function editFlow(app: App, { index, flow }: NumberedFlow, pointer: Point | null): void {
  ask(app, askForFlow(flow, index), flow.destination, pointer);
}

function ask(app: App, plan: ReturnType<typeof askForFlow>, destination: EndpointId, pointer: Point | null): void {
  const source = plan.ask?.flow.source ?? destination;
  app.drag.ask({ kind: 'flow', source }, { kind: 'endpoint', id: destination, at: { x: 0, y: 0 } }, plan, pointer);
}

/** The drawn flows of the pair are expected so from now on; where none is drawn, one of all traffic is. */
export function expectOf(app: App, pair: Pair, expect: DrawnFlow['expect']): void {
  const flows = drawnFlows(app, pair);
  const [only] = flows;
  if (only === undefined) {
    const { command, sentence } = flowOption({ ...pairOnly(pair), protocol: null, port: null, expect, note: '' }, null);
    perform(app, command, sentence);
    return;
  }
  const changes = flows.map(({ index, flow }): Command => ({ type: 'set-flow', index, flow: { ...flow, expect } }));
  const word = expect === null ? 'nothing' : expect === 'allow' ? 'to be allowed' : 'to be denied';
  const ends = `${pair.source} → ${pair.destination}`;
  const command: Command = { type: 'sequence', label: `Expect ${ends} ${word}`, commands: changes };
  perform(app, command, `${ends} is expected ${word}.`);
}

/** All flows drawn between the two, as one step. */
export function removeFlows(app: App, pair: Pair): void {
  const flows = drawnFlows(app, pair);
  if (flows.length === 0) {
    app.notices.show({ kind: 'info', text: 'This arrow was not drawn by you: a lens or the selection shows it.' });
    return;
  }
  // The last first: what is removed changes the numbers of those behind it.
  const commands = flows.toReversed().map(({ index }): Command => ({ type: 'remove-flow', index }));
  const label = flows.length === 1 ? 'Remove flow' : `Remove ${flows.length} flows`;
  const sentence = flows.length === 1 ? 'Removed the flow.' : `Removed ${flows.length} flows.`;
  perform(app, { type: 'sequence', label, commands }, sentence);
}

function pairOnly({ source, destination }: Pair): Pair {
  return { source, destination };
}
