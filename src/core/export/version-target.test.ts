import { describe, expect, test } from 'vitest';
import { identityOf } from '../manifest/identity.ts';
import type { Manifest } from '../model/document.ts';
import { calicoVersions, type CalicoVersion } from '../model/settings.ts';
import type { JsonValue } from '../model/json.ts';
import { stageOf } from './apply-order.ts';
import { forVersion } from './version-target.ts';

function manifest(kind: string, spec: Readonly<Record<string, JsonValue>>, name = 'x', group = calico): Manifest {
  return { apiVersion: group, kind, metadata: { name }, spec };
}

const calico = 'projectcalico.org/v3';
const cluster = 'policy.networking.k8s.io/v1alpha1';

/** null: accepted; else the sentences that refuse it. */
function refusalOf(object: Manifest, version: CalicoVersion): readonly string[] | null {
  const name = identityOf(object);
  const targeted = forVersion({ name, stage: stageOf(name) ?? 'policies', manifest: object }, version);
  return targeted.ok ? null : targeted.error;
}

const hostEndpoint = (value: Readonly<Record<string, JsonValue>>): Manifest =>
  manifest('KubeControllersConfiguration', { controllers: { node: { hostEndpoint: value } } }, 'default');
const admin = (kind: string, port: JsonValue): Manifest =>
  manifest(kind, { egress: [{ action: 'Deny', to: [], ports: [port] }] }, 'default', cluster);

describe('what a version lacks is refused, by its name', () => {
  const rows: readonly (readonly [
    object: Manifest,
    part: string,
    takenBy: readonly CalicoVersion[],
    named?: string,
  ])[] = [
    [manifest('ClusterNetworkPolicy', {}, 'c', 'policy.networking.k8s.io/v1alpha2'), 'kind', ['3.32', '3.33']],
    [manifest('AdminNetworkPolicy', {}, 'a', cluster), 'kind', ['3.29', '3.30', '3.31']],
    [manifest('BaselineAdminNetworkPolicy', {}, 'default', cluster), 'kind', ['3.30', '3.31']],
    [manifest('StagedGlobalNetworkPolicy', {}), 'kind', ['3.30', '3.31', '3.32', '3.33']],
    [manifest('StagedNetworkPolicy', {}), 'kind', ['3.30', '3.31', '3.32', '3.33']],
    [manifest('StagedKubernetesNetworkPolicy', {}), 'kind', ['3.30', '3.31', '3.32', '3.33']],
    [
      manifest('FelixConfiguration', { natOutgoingExclusions: 'IPPoolsAndHostIPs' }, 'default'),
      'field',
      ['3.31', '3.32', '3.33'],
      'spec.natOutgoingExclusions of FelixConfiguration default',
    ],
    [
      hostEndpoint({ createDefaultHostEndpoint: 'Disabled' }),
      'field',
      ['3.30', '3.31', '3.32', '3.33'],
      'spec.controllers.node.hostEndpoint.createDefaultHostEndpoint',
    ],
    [
      hostEndpoint({ templates: [{ generateName: 'a' }] }),
      'field',
      ['3.30', '3.31', '3.32', '3.33'],
      'spec.controllers.node.hostEndpoint.templates of',
    ],
    [
      hostEndpoint({ templates: [{ generateName: 'a' }, { interfacePattern: 'eth.*' }] }),
      'field',
      ['3.31', '3.32', '3.33'],
      'spec.controllers.node.hostEndpoint.templates',
    ],
    [
      hostEndpoint({ templates: [{ annotations: { a: 'b' } }] }),
      'field',
      ['3.33'],
      'spec.controllers.node.hostEndpoint.templates',
    ],
    // R7.20: the rule would match every port.
    [admin('AdminNetworkPolicy', { namedPort: 'http' }), 'port', [], 'spec.egress[0].ports[0].namedPort'],
    [admin('BaselineAdminNetworkPolicy', { namedPort: 'http' }), 'port', [], 'spec.egress[0].ports[0].namedPort'],
    [admin('AdminNetworkPolicy', { portNumber: { port: 80 } }), 'port', ['3.29', '3.30', '3.31']],
  ];
  const cases = rows.map(([object, part, takenBy, named]) => ({ object, part, takenBy, named }));
  test.each(cases)('$part: $object', ({ object, takenBy, named }) => {
    for (const version of calicoVersions) {
      const refusal = refusalOf(object, version);
      expect([version, refusal === null]).toEqual([version, takenBy.includes(version)]);
      if (refusal === null) continue;
      const kind = String(object['kind']);
      expect(refusal.join()).toContain(`Calico ${version} `);
      expect(refusal.join()).toMatch(kind);
      // A kind that the version lacks is refused as a whole.
      if (named !== undefined && !refusal.join().includes(`has no ${kind}`)) expect(refusal.join()).toContain(named);
    }
  });

  test('an empty value of such a field is as none, and every refused field is named', () => {
    expect(refusalOf(hostEndpoint({ templates: [] }), '3.29')).toBeNull();
    expect(refusalOf(manifest('FelixConfiguration', { natOutgoingExclusions: '' }, 'default'), '3.29')).toBeNull();
    const both = hostEndpoint({
      templates: [{ interfacePattern: 'a' }, { interfacePattern: 'b', annotations: { c: 'd' } }],
    });
    expect(refusalOf(both, '3.30')).toHaveLength(3);
    expect(refusalOf(both, '3.29')).toHaveLength(4);
  });
});

describe('names below 3.32 (R8.4, R8.5)', () => {
  const long = 'a'.repeat(250);
  const rows: readonly (readonly [why: string, tier: string | null, name: string, exported: string | null])[] = [
    ['a tier’s policy gets its prefix', 'host', 'web', 'host.web'],
    ['one that has it keeps it', 'host', 'host.web', 'host.web'],
    ['the default tier asks for none', null, 'web', 'web'],
    ['nor does it when it is named', 'default', 'web', 'web'],
    ['nor when its name is empty', '', 'web', 'web'],
    ['and takes its own', 'default', 'default.web', 'default.web'],
    ['a name with a dot can’t get one', 'host', 'other.web', null],
    ['nor one that would be too long', 'host', long, null],
    ['a dot in the default tier is another tier’s prefix', 'default', 'other.web', null],
    ['what Calico makes of others’ policies stays', 'host', 'knp.default.a.b', 'knp.default.a.b'],
  ];
  test.each(rows)('%s', (_why, tier, name, exported) => {
    const object = manifest('GlobalNetworkPolicy', tier === null ? {} : { tier }, name);
    const applied = { name: identityOf(object), stage: 'policies' as const, manifest: object };
    for (const version of ['3.29', '3.30', '3.31'] as const) {
      const targeted = forVersion(applied, version);
      expect(targeted.ok ? identityOf(targeted.value).name : null).toBe(exported);
      if (!targeted.ok) expect(targeted.error.join()).toMatch(/takes no GlobalNetworkPolicy called .*; rename it\.$/);
    }
    for (const version of ['3.32', '3.33'] as const)
      expect(forVersion(applied, version)).toEqual({ ok: true, value: object });
  });

  test('the staged form of a Kubernetes policy is in no tier and keeps its name', () => {
    expect(refusalOf(manifest('StagedKubernetesNetworkPolicy', {}, 'a.b.c'), '3.31')).toBeNull();
  });
});
