import { describe, expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { openDesign } from '../file/design-file.ts';
import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import { calicoVersions } from '../model/settings.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { lower } from '../policy/lower.ts';
import { exportSingleFile } from './export-design.ts';
import { prepareExport, type ExportOptions } from './prepare-export.ts';

const staged: ExportOptions = { calicoVersion: '3.32', namespaces: 'leave-out', policies: 'staged' };

function design(...texts: readonly string[]): ClusterDocument {
  return openDesign([{ name: 'd.yaml', text: texts.join('---\n') }]).document;
}

function calico(kind: string, name: string, spec: string): string {
  return `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

const cluster = [
  'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nstatus: {addresses: [{type: InternalIP, address: 10.0.0.1}]}\n',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: prod}\nspec: {nodeName: n1}\nstatus: {podIPs: [{ip: 10.1.0.1}]}\n',
  'apiVersion: v1\nkind: Pod\nmetadata: {name: b, namespace: prod}\nspec: {nodeName: n1}\nstatus: {podIPs: [{ip: 10.1.0.2}]}\n',
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
];
const everything = [
  calico('Tier', 't', '{order: 5}'),
  calico('GlobalNetworkSet', 's', '{nets: [10.0.0.0/8]}'),
  calico('GlobalNetworkPolicy', 'deny', '{tier: t, selector: all(), types: [Ingress, Egress]}'),
  calico('NetworkPolicy', 'inner', '{types: [Ingress]}'),
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: k, namespace: prod}\nspec: {podSelector: {}, egress: [{}]}\n',
  calico('FelixConfiguration', 'default', '{failsafeInboundHostPorts: []}'),
  calico('HostEndpoint', 'h', '{node: n1, interfaceName: "*"}'),
  calico('KubeControllersConfiguration', 'default', '{controllers: {node: {hostEndpoint: {autoCreate: Enabled}}}}'),
];

describe('staged', () => {
  const prepared = prepareExport(design(...cluster, ...everything), staged);
  const objects = prepared.ok ? prepared.value.objects : [];

  test('policies as their staged kinds, tiers and sets as they are, nothing that takes effect by itself', () => {
    expect(objects.map(({ manifest }) => `${identityOf(manifest).kind}/${identityOf(manifest).name}`)).toEqual([
      'Tier/t',
      'GlobalNetworkSet/s',
      'StagedNetworkPolicy/inner',
      'StagedKubernetesNetworkPolicy/k',
      'StagedGlobalNetworkPolicy/deny',
    ]);
  });

  test('what is left out is named, and why', () => {
    expect(prepared.ok && prepared.value.notes[0]).toBe(
      'Left out, because they take effect at once, and without a policy in force a host endpoint may deny everything: FelixConfiguration default, HostEndpoint h, KubeControllersConfiguration default.',
    );
  });

  test('applied to the bare cluster it changes no verdict, and every object is valid', () => {
    const exported = exportSingleFile(design(...cluster, ...everything), staged);
    if (!exported.ok) throw new Error(exported.error.messages.join());
    const verdicts = (document: ClusterDocument): object => {
      const table = evaluateAll(lower(Object.values(document.resources)));
      const ids = table.endpoints.map(({ id }) => id);
      return ids.map((id, row) => ({ id, to: ids.map((_, column) => summaryAt(table, row, column)) }));
    };
    const after = design(...cluster, exported.value.text);
    expect(verdicts(after)).toEqual(verdicts(design(...cluster)));
    expect(verdicts(after)).not.toEqual(verdicts(design(...cluster, ...everything)));
    expect(checkDocument(after).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('says so in the first line', () => {
    const exported = exportSingleFile(design(...everything), staged);
    expect(exported.ok && exported.value.text).toMatch(
      /^# Exported by .* for Calico 3\.32, with its policies staged\.\n/,
    );
  });

  test('a version without staged policies refuses, once', () => {
    expect(prepareExport(design(...everything), { ...staged, calicoVersion: '3.29' })).toEqual({
      ok: false,
      error: { messages: ['Calico 3.29 has no staged policies; they came with 3.30.'] },
    });
    for (const calicoVersion of calicoVersions.slice(1))
      expect(prepareExport(design(...everything), { ...staged, calicoVersion })).toMatchObject({ ok: true });
  });

  test('a kind without a staged form is named, each one', () => {
    const kinds = ['one', 'two'].map(
      (name) =>
        `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: ${name}}\nspec: {tier: Admin, priority: 1, subject: {namespaces: {}}}\n`,
    );
    const refused = prepareExport(design(...kinds), staged);
    expect(refused).toMatchObject({
      error: {
        messages: [
          expect.stringContaining('ClusterNetworkPolicy one has no staged form'),
          expect.stringContaining('ClusterNetworkPolicy two has no staged form'),
        ],
      },
    });
  });

  test('a policy and its staged twin can’t both be staged', () => {
    const twins = design(calico('GlobalNetworkPolicy', 'p', '{}'), calico('StagedGlobalNetworkPolicy', 'p', '{}'));
    expect(prepareExport(twins, staged)).toMatchObject({
      error: {
        messages: [
          'Two objects would be exported as StagedGlobalNetworkPolicy.projectcalico.org/p; rename one of them.',
        ],
      },
    });
  });
});

describe('profiles of one’s own', () => {
  const profile = calico('Profile', 'mine', '{ingress: [{action: Allow}]}');
  const using = (name: string): string =>
    calico('HostEndpoint', 'h', `{node: n1, interfaceName: "*", profiles: [${name}]}`);
  const enforced: ExportOptions = { ...staged, policies: 'enforced' };

  test('a host endpoint that uses one is refused: a cluster takes no Profile (R1.9)', () => {
    expect(prepareExport(design(profile, using('mine')), enforced)).toMatchObject({
      error: { messages: [expect.stringContaining('HostEndpoint h uses the profile mine')] },
    });
  });

  test.each([
    ['one that nobody uses', [profile, using('projectcalico-default-allow')]],
    ['one that is not there, in the cluster neither', [using('missing')]],
    ['one of a namespace', [calico('Profile', 'kns.prod', '{}'), using('kns.prod')]],
  ])('%s is no hindrance', (_why, texts) => {
    expect(prepareExport(design(...texts), enforced)).toMatchObject({ ok: true });
  });
});

describe('what an export does not hold', () => {
  const notes = (namespaces: ExportOptions['namespaces'], ...texts: readonly string[]): readonly string[] => {
    const prepared = prepareExport(design(...texts), { ...staged, policies: 'enforced', namespaces });
    return prepared.ok ? prepared.value.notes : [];
  };
  test('the cluster itself is counted by kind', () => {
    expect(notes('leave-out', ...cluster)).toEqual([
      'Not written, because they are the cluster itself: Namespace (1), Node (1), Pod (2).',
    ]);
    expect(notes('include', ...cluster)).toEqual([
      'Not written, because they are the cluster itself: Node (1), Pod (2).',
    ]);
  });
  test('disabled policies are named', () => {
    const disabled = `apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: d}\nspec: {disabled: [GlobalNetworkPolicy.projectcalico.org/deny]}\n`;
    expect(notes('leave-out', ...everything, disabled)).toEqual(['Left out, because they are disabled: deny.']);
  });
  test('nothing is said of nothing', () => {
    expect(notes('leave-out', ...everything)).toEqual([]);
  });
});
