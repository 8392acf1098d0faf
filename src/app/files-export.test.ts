import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

let host: MemoryHost;
let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(() => {
  host = new MemoryHost();
  bench = new TestBench(host);
  app = bench.app;
});

describe('export', () => {
  const policy = (spec: string): string =>
    `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec: ${spec}\n`;
  const tier = '---\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\nspec: {order: 5}\n';
  const options = { calicoVersion: '3.32', namespaces: 'leave-out' } as const;

  test('writes one file or a folder, and changes neither design nor mark', async () => {
    await bench.open(policy('{selector: all()}'));
    await app.files.exportSingle(options);
    expect(host.textOf('manifests.yaml')).toMatch(/^# Exported by Firewright/);
    expect(bench.notice).toBe('Exported 1 object to manifests.yaml.');
    await app.files.exportBundle(options);
    expect(host.textOf('manifests/20-policies.yaml')).toBe(host.textOf('manifests.yaml'));
    expect(bench.notice).toBe('Exported 1 object to manifests (4 files).');
    expect([app.session.canUndo, app.session.unsaved]).toEqual([false, false]);
  });

  test('gives the tier’s prefix where the target asks for it', async () => {
    await bench.open(policy('{tier: t, selector: all()}') + tier);
    await app.files.exportSingle({ ...options, calicoVersion: '3.31' });
    expect(host.textOf('manifests.yaml')).toContain('name: t.p\n');
  });

  const blocked: readonly (readonly [why: string, text: string, sentence: string])[] = [
    ['an error in what is exported', policy('{selector: role ==}'), 'Not exported: 1 error, the first: spec.selector'],
    [
      'a kind that the target lacks',
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\n',
      'Not exported: Calico 3.32 has no AdminNetworkPolicy (a)',
    ],
  ];
  test.each(blocked)('is blocked by %s', async (_why, text, sentence) => {
    await bench.open(text);
    await app.files.exportSingle(options);
    expect(bench.notice).toContain(sentence);
    await app.files.exportBundle(options);
    expect(bench.notice).toContain(sentence);
    expect([host.saveRequests, host.folderRequests, app.view.drawer]).toEqual([[], [], 'problems']);
  });

  test('cancelled or failed leaves a word at most', async () => {
    await bench.open(policy('{selector: all()}'));
    host.saveAnswers.push('cancel');
    await app.files.exportSingle(options);
    expect(app.notices.all).toEqual([]);
    host.saveAnswers.push({ fail: { reason: 'disk-full', name: 'manifests' } });
    await app.files.exportBundle(options);
    expect(bench.notice).toContain('The disk is full');
  });
});
