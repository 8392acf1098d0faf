import { beforeEach, describe, expect, test } from 'vitest';
import { printDesign } from '../core/file/design-file.ts';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const podId = (name: string): ResourceId => resourceId({ group: '', kind: 'Pod', namespace: 'prod', name });
const pod = (name: string, app: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: prod, labels: {app: ${app}}}\n`;
const pods = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => pod(`${name}-${index}`, name));

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open([...pods('web', 6), ...pods('db', 3), pod('alone', 'alone')].join('---\n'));
});

/** `web ×6 folded` */
function stacks(): readonly string[] {
  return bench.app.stacks.all.map(
    ({ name, members, isFolded }) => `${name} ×${members.length}${isFolded ? ' folded' : ''}`,
  );
}

test('more than a handful of pods that are alike are one card, and a pod alone is none', () => {
  expect(stacks()).toEqual(['db ×3', 'web ×6 folded']);
  expect(bench.app.stacks.of(podId('alone'))).toBeNull();
  expect(bench.app.stacks.of(podId('web-4'))?.members.map(({ name }) => name)).toContain('web-0');
});

describe('unfolding and folding', () => {
  test('are undoable, stay with the design and select what is seen then', () => {
    bench.app.selection.select({ kind: 'stack', id: podId('web-0') });
    runUiAction(bench.app, 'unfold');
    expect(stacks()).toEqual(['db ×3', 'web ×6']);
    expect(bench.app.selection.current).toEqual({ kind: 'resource', id: podId('web-0') });
    expect(printDesign(bench.app.session.document)).toContain('Pod/prod/web-0: unfolded');
    bench.app.session.undo();
    expect(stacks()).toEqual(['db ×3', 'web ×6 folded']);
  });

  test('a few can be folded too, and what is usual leaves no trace', () => {
    bench.app.selection.select({ kind: 'resource', id: podId('db-2') });
    runUiAction(bench.app, 'fold-alike');
    expect(stacks()).toEqual(['db ×3 folded', 'web ×6 folded']);
    expect(bench.app.selection.current).toEqual({ kind: 'stack', id: podId('db-2') });
    runUiAction(bench.app, 'unfold');
    expect(stacks()).toEqual(['db ×3', 'web ×6 folded']);
    expect(printDesign(bench.app.session.document)).not.toContain('folded');
  });

  test('cannot be done where nothing is alike, or all is as wished', () => {
    const revision = bench.app.session.revision;
    bench.app.selection.select({ kind: 'resource', id: podId('alone') });
    for (const action of ['unfold', 'fold-alike']) runUiAction(bench.app, action);
    bench.app.selection.select({ kind: 'stack', id: podId('web-0') });
    runUiAction(bench.app, 'fold-alike');
    expect(bench.app.session.revision).toBe(revision);
  });

  test('leave every verdict as it is', () => {
    const before = bench.app.results.index?.counts();
    bench.app.selection.select({ kind: 'stack', id: podId('web-0') });
    runUiAction(bench.app, 'unfold');
    expect(bench.app.results.index?.counts()).toEqual(before);
  });
});

describe('a pod that becomes another leaves the others', () => {
  test('by a label', () => {
    bench.app.session.dispatch({ type: 'set-label', resource: podId('web-2'), key: 'canary', value: 'true' });
    expect(stacks()).toEqual(['db ×3', 'web ×5']);
  });

  test('by a policy that tells it apart', async () => {
    const policy = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: p, namespace: prod}
spec: {selector: 'apps.kubernetes.io/pod-index == "0"', types: [Ingress]}
`;
    const replicas = Array.from({ length: 8 }, (_, index) =>
      pod(`r-${index}`, 'r').replace('app: r}', `app: r, apps.kubernetes.io/pod-index: "${index}"}`),
    );
    const other = new TestBench(new MemoryHost());
    await other.open(replicas.join('---\n'));
    expect(other.app.stacks.all.map(({ members }) => members.length)).toEqual([8]);
    await other.open([...replicas, policy].join('---\n'));
    expect(other.app.stacks.all.map(({ members }) => members.length)).toEqual([7]);
  });
});

test('Delete removes all that one card stands for, as one step', () => {
  bench.app.selection.select({ kind: 'stack', id: podId('web-3') });
  runUiAction(bench.app, 'delete');
  expect(stacks()).toEqual(['db ×3']);
  expect(bench.notice).toBe('Deleted web: 6 pods.');
  bench.app.session.undo();
  expect(stacks()).toEqual(['db ×3', 'web ×6 folded']);
});
