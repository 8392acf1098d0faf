import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './test-bench.ts';

const lesson = 'assets/samples/firewall-the-nodes.firewright.yaml';
const asWritten = 'assets/samples/firewall-the-nodes-as-written.firewright.yaml';
const folder = mkdtempSync(join(tmpdir(), 'firewright-export-'));
const at = (name: string): string => join(folder, name);
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

beforeAll(() => {
  const broken = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata:\n  name: [\n';
  const cluster = `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: c}\nspec: {tier: Admin, priority: 1, subject: {namespaces: {}}}\n`;
  for (const [name, text] of Object.entries({ 'broken.yaml': broken, 'cnp.yaml': cluster }))
    writeFileSync(at(name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('--staged', () => {
  test('writes staged kinds, and says what is left out', () => {
    const { status, diagnostics } = call(`export ${lesson} --out ${at('staged')} --staged`);
    expect(status).toBe(0);
    expect(textOf('staged/manifests.yaml')).toContain('kind: StagedGlobalNetworkPolicy\n');
    expect(textOf('staged/manifests.yaml')).not.toContain('kind: HostEndpoint\n');
    expect(diagnostics).toMatch(/^Left out, because they take effect at once, .*HostEndpoint node-worker/m);
    expect(call(`verdicts ${at('staged')}`).status).toBe(0);
  });

  test.each([
    ['a version without them', `${lesson} --calico 3.29`, 'Calico 3.29 has no staged policies'],
    ['a kind without a staged form', `${folder}/cnp.yaml`, 'ClusterNetworkPolicy c has no staged form'],
  ])('is refused by %s', (_why, line, sentence) => {
    expect(call(`export ${line} --out ${at('refused')} --staged`)).toEqual({
      status: 1,
      out: '',
      diagnostics: expect.stringContaining(sentence),
    });
    expect(existsSync(at('refused'))).toBe(false);
  });

  test('is not held back by the lock-out guard: nothing of it is enforced', () => {
    expect(call(`export ${asWritten} --out ${at('staged-as-written')} --staged`).status).toBe(0);
  });
});

describe('what would lock out', () => {
  test('blocks, names what dies and writes nothing', () => {
    const { status, out, diagnostics } = call(`export ${asWritten} --out ${at('dying')}`);
    expect([status, out]).toEqual([1, '']);
    expect(diagnostics).toMatch(/^Not exported\.\n/);
    for (const node of ['policy-llm-control-plane', 'policy-llm-worker']) expect(diagnostics).toContain(node);
    expect(diagnostics).toContain('--confirm-lock-out');
    expect(existsSync(at('dying'))).toBe(false);
  });

  test('leaves when that is confirmed, and the bundle says it', () => {
    expect(call(`export ${asWritten} --out ${at('confirmed')} --bundle --confirm-lock-out`).status).toBe(0);
    expect(textOf('confirmed/README.md')).toContain('## Read this first: what dies');
    expect(textOf('confirmed/README.md')).toContain('- policy-llm-worker ');
  });

  test('is not found in the variant that is shipped', () => {
    expect(call(`export ${lesson} --out ${at('shipped')} --bundle`).status).toBe(0);
    expect(textOf('shipped/README.md')).not.toContain('what dies');
  });
});

describe('--against', () => {
  test('a cluster that has it all needs nothing', () => {
    call(`export ${lesson} --out ${at('whole')}`);
    const { status, out, diagnostics } = call(
      `export ${lesson} --out ${at('same')} --against ${at('whole')} --format json`,
    );
    expect([status, JSON.parse(out)]).toEqual([
      0,
      { files: [], difference: { added: [], changed: [], deleted: [], same: 4 } },
    ]);
    expect(diagnostics).toContain('The cluster has all of it already: nothing to write.\n');
    expect(readdirSync(at('same'))).toEqual([]);
  });

  test('a cluster with other objects gets the difference, and the names of what goes', () => {
    const other = textOf('whole/manifests.yaml')
      .replace('name: node-host-firewall', 'name: former')
      .replace('order: 100\n', 'order: 90\n');
    writeFileSync(at('dump.yaml'), other);
    const { status, diagnostics } = call(`export ${lesson} --out ${at('difference')} --against ${at('dump.yaml')}`);
    expect(status).toBe(0);
    expect(readdirSync(at('difference')).sort()).toEqual([
      '20-policies.yaml',
      'README.md',
      'delete.yaml',
      'kustomization.yaml',
      'restore.yaml',
      'rollback.yaml',
    ]);
    expect(textOf('difference/delete.yaml')).toContain('name: former');
    expect(diagnostics).toContain(
      '1 new, 0 changed, 1 to be deleted, 3 the same. To be deleted: GlobalNetworkPolicy.projectcalico.org/former.\n',
    );
  });

  test.each([
    ['a dump that can’t be read as a whole', `${folder}/broken.yaml`, 'Nothing could be read'],
    ['a dump that is not there', `${folder}/nowhere.yaml`, 'there is no such file'],
    ['standard input', '-', '--against takes a file or a folder.'],
  ])('%s is an error', (_why, dump, sentence) => {
    const outcome = call(`export ${lesson} --out ${at('never')} --against ${dump}`);
    expect(outcome).toMatchObject({ status: 2, diagnostics: expect.stringContaining(sentence) });
  });
});

test('other manifests in the folder are named: kubectl would apply them as well', () => {
  call(`export ${lesson} --out ${at('shared')}`);
  writeFileSync(at('shared/20-old.yaml'), 'kind: Old\n');
  const { status, diagnostics } = call(`export ${lesson} --out ${at('shared')}`);
  expect([status, diagnostics]).toEqual([
    0,
    expect.stringContaining('also holds 20-old.yaml, which this export did not write.'),
  ]);
});
