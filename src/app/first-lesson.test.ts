import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DragPayload, DropTarget } from '../core/edit/drop-context.ts';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import { summaryAt } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

const sample = readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');

/** What is drawn by hand, by its name in the sample. */
const names: Readonly<Record<string, string>> = {
  'host/node': 'host/node-control-plane',
  'host/node-2': 'host/node-worker',
  'default/pod': 'prod/backend',
  'default/pod-2': 'dev/frontend',
  'external/internet': 'external/internet',
};

/** Every pair of these endpoints, with verdict and open ports. */
function verdicts(table: VerdictTable | null, ids: readonly string[]): Readonly<Record<string, string>> {
  if (table === null) throw new Error('nothing was judged');
  const rowOf = (id: string): number => table.endpoints.findIndex((row) => row.id === id);
  const pairs = ids.flatMap((source) => ids.map((destination) => [source, destination] as const));
  return Object.fromEntries(
    pairs
      .filter(([source, destination]) => source !== destination)
      .map(([source, destination]) => {
        const summary = summaryAt(table, rowOf(source), rowOf(destination));
        return [`${source} → ${destination}`, `${summary?.verdict} ${JSON.stringify(summary?.allowed)}`];
      }),
  );
}

test('the first lesson drawn by drops alone is judged as the sample is', async () => {
  const drawn = new TestBench(new MemoryHost());
  const { drag, session, results } = drawn.app;
  const id = (text: string): ResourceId => text as ResourceId; // as the program names them
  const onto = (element: string): DropTarget => ({ kind: 'resource', id: id(element), at: { x: 0, y: 0 } });
  const drop = (payload: DragPayload, target: DropTarget, option?: RegExp): void => {
    drag.pickUp(payload);
    drag.over(target);
    drag.drop();
    if (drag.state.kind !== 'choosing') return;
    const { options } = drag.state.plan;
    drag.choose(options.find(({ label, detail }) => option?.test(`${label} ${detail}`)) ?? options[0]);
  };
  const create = (what: Extract<DragPayload, { kind: 'create' }>['what'], target: DropTarget): void =>
    drop({ kind: 'create', what }, target);
  const flow = (source: string, destination: string): void =>
    drop({ kind: 'flow', source: source as EndpointId }, onto(destination));
  const canvas: DropTarget = { kind: 'canvas', at: { x: 0, y: 0 } };
  const hosts = ['HostEndpoint.projectcalico.org/node', 'HostEndpoint.projectcalico.org/node-2'] as const;
  const node: DragPayload = { kind: 'label', key: 'role', value: 'node' };

  create('cluster-node', canvas);
  create('cluster-node', canvas);
  create('host-endpoint', onto('Node/node'));
  create('host-endpoint', onto('Node/node-2'));
  create('pod', onto('Node/node'));
  create('pod', onto('Node/node-2'));
  const tier = { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'host-firewall' }, spec: {} };
  session.dispatch({ type: 'add-resources', manifests: [tier], positions: [] });
  for (const host of hosts) drop(node, onto(host));
  drop(
    { kind: 'rule', action: 'Allow', direction: 'ingress', service: null },
    onto(hosts[0]),
    /for role == "node" .*tier host-firewall/,
  );
  const [policy] = Object.keys(session.document.resources).filter((key) => key.startsWith('GlobalNetworkPolicy'));
  drop(node, { kind: 'selector', resource: id(policy ?? ''), path: ['spec', 'ingress', 0, 'source', 'selector'] });
  flow('host/node', hosts[1]);
  flow('default/pod', hosts[1]);
  flow('default/pod-2', hosts[0]);

  const given = new TestBench(new MemoryHost());
  await given.open(sample);
  const renamed = Object.entries(verdicts(results.table, Object.keys(names))).map(([pair, verdict]) => [
    pair
      .split(' → ')
      .map((end) => names[end])
      .join(' → '),
    verdict,
  ]);
  expect(Object.fromEntries(renamed)).toEqual(verdicts(given.app.results.table, Object.values(names)));
  expect(drawn.app.model.design.flows).toHaveLength(3);
  expect(session.history).toHaveLength(14);
});
