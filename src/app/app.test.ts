import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { hostEndpointId, networkEndpointId, podEndpointId, resourceId } from '../core/model/ids.ts';
import type { FlowQuery } from '../core/policy/flow-query.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

const sample = readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8');
const [backend, worker] = [podEndpointId('prod', 'backend'), hostEndpointId('node-worker')];
const pod = resourceId({ group: '', kind: 'Pod', namespace: 'prod', name: 'backend' });
const calico = (kind: string, name: string): ReturnType<typeof resourceId> =>
  resourceId({ group: 'projectcalico.org', kind, namespace: null, name });
const query: FlowQuery = {
  from: backend,
  to: worker,
  protocol: 6,
  port: 8080,
  icmpType: null,
  icmpCode: null,
  sourcePort: null,
  ipVersion: null,
  toAddress: null,
  fromAddress: null,
  via: null,
};

let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  app = bench.app;
  await bench.open(sample);
});

function relabel(value = 'node'): void {
  app.session.dispatch({ type: 'set-label', resource: pod, key: 'role', value });
}

const verdict = (): string | undefined => app.results.index?.summary(backend, worker)?.verdict;

describe('results', () => {
  test('follow every change, undo included', () => {
    expect(verdict()).toBe('partial');
    relabel();
    expect([verdict(), app.results.revision]).toEqual(['allow', app.session.revision]);
    app.session.undo();
    expect(verdict()).toBe('partial');
  });

  test('old ones stay until the new ones come; it is called late after 100 ms', () => {
    bench.worker.isHeld = true;
    relabel();
    expect([verdict(), app.results.evaluating]).toEqual(['partial', false]);
    bench.clock.pass(100);
    expect(app.results.evaluating).toBe(true);
    bench.worker.letGo();
    expect([verdict(), app.results.evaluating]).toEqual(['allow', false]);
  });

  test('in time they are never called late', () => {
    relabel();
    bench.clock.pass(1000);
    expect(app.results.evaluating).toBe(false);
  });

  test('a change of the picture is in them at once', () => {
    app.session.dispatch({ type: 'move-elements', positions: [{ element: pod, at: { x: 1, y: 2 } }] });
    expect(app.results.revision).toBe(app.session.revision);
  });

  test('a crash of the worker is said and survived', () => {
    bench.worker.isHeld = true;
    relabel();
    bench.worker.crash();
    expect(bench.workers).toHaveLength(2);
    expect([verdict(), app.results.failure]).toEqual(['allow', null]);
  });

  test('that the worker is gone for good is said until it works again', () => {
    bench.worker.isHeld = true;
    relabel();
    const { worker: broken } = bench;
    app.results.fail('The evaluator stopped.');
    bench.clock.pass(1000);
    expect([app.results.failure, app.results.evaluating, verdict()]).toEqual([
      'The evaluator stopped.',
      false,
      'partial',
    ]);
    broken.letGo();
    expect([app.results.failure, verdict()]).toEqual([null, 'allow']);
  });

  test('progress shows until the answer is there', () => {
    app.results.report(1, 9);
    expect(app.results.progress).toEqual({ done: 1, total: 9 });
    relabel();
    expect(app.results.progress).toBeNull();
  });
});

describe('explanation', () => {
  test('of the selected pair follows the verdicts', () => {
    app.selection.select({ kind: 'pair', source: backend, destination: worker });
    app.explanation.refresh(app.selection.pair);
    const before = app.explanation.pair;
    expect(before).toMatchObject({ source: backend, destination: worker });
    relabel();
    expect(app.explanation.pair).not.toEqual(before);
  });

  test('of another pair is not shown for this one while it is awaited', () => {
    app.explanation.refresh({ source: backend, destination: worker });
    app.explanation.ask(query);
    bench.worker.isHeld = true;
    app.explanation.refresh({ source: worker, destination: backend });
    expect([app.explanation.pair, app.explanation.flow]).toEqual([null, null]);
    app.explanation.refresh(null);
    bench.worker.letGo();
    expect(app.explanation.pair).toBeNull();
  });

  test('of the same pair stays until the new one is there', () => {
    app.explanation.refresh({ source: backend, destination: worker });
    const before = app.explanation.pair;
    bench.worker.isHeld = true;
    app.explanation.refresh({ source: backend, destination: worker });
    expect(app.explanation.pair).toBe(before);
  });

  test('of a flow is asked again when the verdicts change', () => {
    app.selection.select({ kind: 'pair', source: backend, destination: worker });
    app.explanation.refresh(app.selection.pair);
    app.explanation.ask(query);
    expect(app.explanation.flow).toMatchObject({ ok: true, value: { verdict: 'deny' } });
    relabel();
    expect(app.explanation.flow).toMatchObject({ ok: true, value: { verdict: 'allow' } });
    app.explanation.clearFlow();
    relabel('none');
    expect(app.explanation.flow).toBeNull();
  });

  test('only the last flow that was asked for is shown', () => {
    bench.worker.isHeld = true;
    app.explanation.ask(query);
    app.explanation.ask({ ...query, port: 22 });
    bench.worker.letGo();
    expect(app.explanation.flow).toMatchObject({ value: { query: { port: 22 }, verdict: 'allow' } });
  });
});

describe('selection', () => {
  test('a row with an object selects the object, and knows its row', () => {
    app.selection.selectEndpoint(worker);
    expect(app.selection.current).toEqual({ kind: 'resource', id: calico('HostEndpoint', 'node-worker') });
    expect([app.selection.endpoint, app.selection.pair]).toEqual([worker, null]);
  });

  test('a row without one selects itself', () => {
    app.selection.selectEndpoint(networkEndpointId('internet'));
    expect([app.selection.endpoint, app.selection.resource]).toEqual(['external/internet', null]);
  });

  test('an automatic host endpoint, which the controller makes, selects itself', async () => {
    await bench.open(readFileSync('assets/samples/protect-kubernetes-nodes.firewright.yaml', 'utf8'));
    app.selection.selectEndpoint(hostEndpointId('master-1-auto-hep'));
    expect([app.selection.endpoint, app.selection.resource]).toEqual(['host/master-1-auto-hep', null]);
  });

  test('a rule shows its policy', () => {
    const policy = calico('GlobalNetworkPolicy', 'node-host-firewall');
    app.selection.select({ kind: 'rule', policy, direction: 'ingress', index: 0 });
    expect([app.selection.resource, app.selection.endpoint]).toEqual([policy, null]);
    app.selection.clear();
    expect(app.selection.current).toEqual({ kind: 'nothing' });
  });
});

describe('model', () => {
  test('has the typed view of every object, and the design’s settings and flows', () => {
    expect(app.model.entities.get(pod)).toMatchObject({ kind: 'pod', name: 'backend' });
    expect(app.model.design.flows).toHaveLength(5);
    expect(app.model.ruleset.settings.calicoVersion).toBe('3.32');
    expect(app.model.problems).toEqual([]);
  });

  test('follows the document', () => {
    app.session.dispatch({
      type: 'set-field',
      resource: calico('GlobalNetworkPolicy', 'node-host-firewall'),
      path: ['spec', 'selector'],
      value: 'role ==',
    });
    expect(app.model.problems.map(({ code }) => code)).toContain('SELECTOR-SYNTAX');
    app.session.undo();
    expect(app.model.problems).toEqual([]);
  });

  test('a design without a Design document has the defaults', async () => {
    await bench.open('apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
    expect(app.model.design).toMatchObject({ settings: { calicoVersion: '3.32' }, flows: [] });
  });
});
