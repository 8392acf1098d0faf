import { beforeEach, describe, expect, test } from 'vitest';
import type { ExportPlan } from '../core/export/plan-export.ts';
import { MemoryHost } from '../host/memory-host.ts';
import type { FormChoice } from './exporting.svelte.ts';
import { TestBench } from './test-bench.ts';

let host: MemoryHost;
let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(() => {
  host = new MemoryHost();
  bench = new TestBench(host);
  app = bench.app;
});

const policy = (spec: string, name = 'p'): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
const tier = '---\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\nspec: {order: 5}\n';
const options = { calicoVersion: '3.32', namespaces: 'leave-out', policies: 'enforced' } as const;

function plan(kind: FormChoice['kind'], changed: Partial<FormChoice['options']> = {}): ExportPlan | null {
  const wanted = { ...options, ...changed };
  return app.exporting.plan({ kind, options: wanted }, app.exporting.problemsFor(wanted.calicoVersion));
}

async function write(kind: FormChoice['kind'], changed: Partial<FormChoice['options']> = {}): Promise<void> {
  const planned = plan(kind, changed);
  if (planned?.kind !== 'ready') throw new Error(JSON.stringify(planned));
  await app.exporting.write(planned);
}

/** While files are read, time passes. */
async function chooseBaseline(): Promise<void> {
  const chosen = app.exporting.chooseBaseline();
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
    bench.clock.pass(1);
  }
  await chosen;
}

describe('export', () => {
  test('writes one file or a folder, and changes neither design nor mark', async () => {
    await bench.open(policy('{selector: all()}'));
    await write('file');
    expect(host.textOf('manifests.yaml')).toMatch(/^# Exported by Firewright/);
    expect(bench.notice).toBe('Exported 1 object to manifests.yaml.');
    await write('bundle');
    expect(host.textOf('manifests/20-policies.yaml')).toBe(host.textOf('manifests.yaml'));
    expect(bench.notice).toBe('Exported 1 object to manifests (4 files).');
    expect([app.session.canUndo, app.session.unsaved, app.view.dialog]).toEqual([false, false, null]);
  });

  test('gives the tier’s prefix where the target asks for it', async () => {
    await bench.open(policy('{tier: t, selector: all()}') + tier);
    await write('file', { calicoVersion: '3.31' });
    expect(host.textOf('manifests.yaml')).toContain('name: t.p\n');
  });

  test('stages on wish', async () => {
    await bench.open(policy('{tier: t, selector: all()}') + tier);
    await write('file', { policies: 'staged' });
    expect(host.textOf('manifests.yaml')).toContain('kind: StagedGlobalNetworkPolicy\n');
  });

  const blocked: readonly (readonly [why: string, text: string, sentence: RegExp])[] = [
    ['an error in what is exported', policy('{selector: role ==}'), /spec\.selector/],
    ['a text that could not be read', `${policy('{}')}---\nkind: [\n`, /./],
    [
      'a kind that the target lacks',
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\n',
      /Calico 3\.32 has no AdminNetworkPolicy \(a\)/,
    ],
  ];
  test.each(blocked)('is blocked by %s', async (_why, text, sentence) => {
    await bench.open(text);
    for (const kind of ['file', 'bundle'] as const) {
      const planned = plan(kind);
      if (planned?.kind !== 'blocked') throw new Error('not blocked');
      expect([...planned.messages, ...planned.problems.map(({ message }) => message)].join('\n')).toMatch(sentence);
    }
  });

  test('cancelled or failed leaves a word at most', async () => {
    await bench.open(policy('{selector: all()}'));
    host.saveAnswers.push('cancel');
    await write('file');
    expect(app.notices.all).toEqual([]);
    host.saveAnswers.push({ fail: { reason: 'disk-full', name: 'manifests' } });
    await write('bundle');
    expect(bench.notice).toContain('The disk is full');
  });
});

describe('the difference to a cluster', () => {
  test('waits for its dump, and holds what the cluster lacks', async () => {
    await bench.open(policy('{selector: all()}') + tier);
    expect(plan('difference')).toBeNull();
    host.put('dump.yaml', tier);
    host.openAnswers.push({ choose: ['dump.yaml'] });
    await chooseBaseline();
    expect([app.exporting.baseline?.name, app.exporting.refusal]).toEqual(['dump.yaml', null]);
    await write('difference');
    expect(host.folderRequests[0]?.files.map(({ name }) => name)).toEqual([
      '20-policies.yaml',
      'kustomization.yaml',
      'README.md',
      'rollback.yaml',
    ]);
    expect(Object.keys(app.session.document.resources)).toHaveLength(2);
  });

  test('a dump that can’t be read as a whole is refused, and the one before stays', async () => {
    await bench.open(policy('{}'));
    for (const [name, text] of Object.entries({ 'good.yaml': tier, 'bad.yaml': `${tier}---\nkind: [\n` })) {
      host.put(name, text);
      host.openAnswers.push({ choose: [name] });
      await chooseBaseline();
    }
    expect(app.exporting.baseline?.name).toBe('good.yaml');
    expect(app.exporting.refusal).toMatch(/^bad\.yaml can’t be held against the design, it has \d error/);
  });

  test('no dump chosen changes nothing', async () => {
    await bench.open(policy('{}'));
    await chooseBaseline();
    expect([app.exporting.baseline, app.exporting.refusal]).toEqual([null, null]);
  });
});
