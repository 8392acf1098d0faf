import { flowOption } from '../core/edit/drop-flow.ts';
import { planExpectNow, type ExpectNowPlan, type PairNow } from '../core/expect/expect-now.ts';
import type { DrawnFlow } from '../core/model/design.ts';
import { trafficOfAllowed } from '../core/net/allowed-traffic.ts';
import { describeTraffic } from '../core/net/describe-traffic.ts';
import { sameFlowTraffic, trafficOfFlow, type FlowTraffic } from '../core/net/flow-traffic.ts';
import { intersectTraffic } from '../core/net/traffic.ts';
import type { Verdict } from '../core/policy/trace.ts';
import type { App } from './app.ts';
import { perform } from './perform.ts';
import type { Pair } from './selection.svelte.ts';

/** All traffic. */
export const everything: FlowTraffic = { protocol: null, port: null };

/** The pair's drawn flow of that traffic is expected so from now on; where there is none, one is drawn. */
export function expectTraffic(app: App, pair: Pair, { protocol, port }: FlowTraffic, expect: 'allow' | 'deny'): void {
  const { source, destination } = pair;
  const { flows } = app.model.design;
  const index = flows.findIndex(
    (flow) => flow.source === source && flow.destination === destination && sameFlowTraffic(flow, { protocol, port }),
  );
  const flow: DrawnFlow = { source, destination, protocol, port, note: flows[index]?.note ?? '', expect };
  const { command, sentence } = flowOption(flow, index === -1 ? null : index);
  perform(app, command, sentence);
}

/** Where the verdict that is shown is of some traffic only. */
export interface LookedAt {
  readonly of: FlowTraffic;
  verdictOf(pair: Pair): Verdict;
}

/**
 * The verdicts of these pairs are expected from now on, as one step; a notice says how many, and what was left out.
 *
 * @param looked null: at all traffic, as the newest verdicts say
 */
export function expectNow(app: App, pairs: readonly Pair[], looked: LookedAt | null): void {
  const planned = planExpectNow(pairsNow(app, pairs, looked), app.model.design.flows);
  if (!planned.ok) return void app.notices.show({ kind: 'error', text: planned.error });
  const { changes } = planned.value;
  const sentence = sentenceOf(planned.value);
  if (changes.length === 0) return void app.notices.show({ kind: 'info', text: sentence });
  const label = `Expect what is now: ${expectations(changes.length)}`;
  perform(app, { type: 'sequence', label, commands: [{ type: 'draw-flows', flows: changes }] }, sentence);
}

function pairsNow({ results }: App, pairs: readonly Pair[], looked: LookedAt | null): readonly PairNow[] {
  return pairs.flatMap((pair): readonly PairNow[] => {
    const summary = results.index?.summary(pair.source, pair.destination) ?? null;
    if (summary === null) return [];
    const { source, destination } = pair;
    if (looked === null)
      return [{ source, destination, verdict: summary.verdict, allowed: summary.allowed, of: everything }];
    const passing = intersectTraffic(trafficOfAllowed(summary.allowed), trafficOfFlow(looked.of));
    const allowed = describeTraffic(passing);
    return [{ source, destination, verdict: looked.verdictOf(pair), allowed, of: looked.of }];
  });
}

function sentenceOf({ changes, already, leftOut }: ExpectNowPlan): string {
  const [only, ...others] = changes;
  if (only !== undefined && others.length === 0 && already === 0)
    return [flowOption(only.flow, only.index).sentence, ...leftOut].join(' ');
  const changed = changes.filter(({ index }) => index !== null).length;
  const added = changes.length - changed;
  const done = [
    added === 0 ? '' : `${expectations(added)} added`,
    changed === 0 ? '' : `${expectations(changed)} changed`,
    already === 0 ? '' : `${already.toLocaleString('en-US')} there already`,
  ].filter((part) => part !== '');
  return [`${done.length === 0 ? 'Nothing to expect' : done.join(', ')}.`, ...leftOut].join(' ');
}

function expectations(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'expectation' : 'expectations'}`;
}

/**
 * The pairs that the selection is about: the selected one; of one endpoint, or a stack, all with everybody; of several,
 * those among them.
 */
export function selectedPairs({ results, selection }: App): readonly Pair[] {
  if (selection.pair !== null) return [selection.pair];
  const { table } = results;
  if (table === null) return [];
  const chosen = new Set<string>(selection.resources);
  const isChosen = ({ id, resource }: (typeof table.endpoints)[number]): boolean =>
    id === selection.endpoint || (resource !== null && chosen.has(resource));
  const own = table.endpoints.filter(isChosen);
  if (selection.current.kind === 'several') return pairsAmong(own, own);
  const others = table.endpoints.filter((row) => !isChosen(row));
  return [...pairsAmong(own, table.endpoints), ...pairsAmong(others, own)];
}

interface End {
  readonly id: Pair['source'];
}

function pairsAmong(sources: readonly End[], destinations: readonly End[]): readonly Pair[] {
  return sources.flatMap(({ id: source }) =>
    destinations.flatMap(({ id: destination }) => (source === destination ? [] : [{ source, destination }])),
  );
}

/** Of one drawn flow. */
export function setExpectation(app: App, index: number, expect: DrawnFlow['expect']): void {
  changeFlow(app, index, (flow) => ({ ...flow, expect }));
}

/** Why the flow is there. */
export function setFlowNote(app: App, index: number, note: string): void {
  changeFlow(app, index, (flow) => ({ ...flow, note }));
}

function changeFlow(app: App, index: number, change: (flow: DrawnFlow) => DrawnFlow): void {
  const flow = app.model.design.flows[index];
  if (flow === undefined) return;
  const { command, sentence } = flowOption(change(flow), index);
  perform(app, command, sentence);
}

export function removeFlow(app: App, index: number): void {
  const flow = app.model.design.flows[index];
  if (flow === undefined) return;
  perform(app, { type: 'remove-flow', index }, `Removed the flow from ${flow.source} to ${flow.destination}.`);
}
