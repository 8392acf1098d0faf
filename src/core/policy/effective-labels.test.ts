import { describe, expect, test } from 'vitest';
import { inspectEndpoint } from './inspect.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Manifest } from '../model/document.ts';
import { ruleOfProfile } from './effective-labels.ts';
import { hostEndpoint, namespace, node, pod, rulesetOf } from './testing/design-of.ts';

const account: Manifest = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'robot', namespace: 'prod', labels: { class: 'r' } },
};
const labelsOf = (manifests: readonly Manifest[], id: string): unknown =>
  Object.fromEntries(
    (inspectEndpoint(rulesetOf(manifests), id as EndpointId)?.effectiveLabels ?? []).map(({ key, value, from }) => [
      key,
      `${value} (${from})`,
    ]),
  );

describe('effective labels', () => {
  test('of a pod: own, forced, and those of its namespace and service account (R3.4)', () => {
    const manifests = [
      namespace('prod', { env: 'live', 'projectcalico.org/name': 'liar' }),
      account,
      pod('prod/a', { app: 'a', 'pcns.env': 'spoofed', 'projectcalico.org/namespace': 'spoofed' }, '10.0.0.9', {
        serviceAccountName: 'robot',
      }),
    ];
    expect(labelsOf(manifests, 'prod/a')).toEqual({
      app: 'a (own)',
      'projectcalico.org/namespace': 'prod (automatic)',
      'projectcalico.org/orchestrator': 'k8s (automatic)',
      'projectcalico.org/serviceaccount': 'robot (automatic)',
      'pcns.env': 'live (namespace)',
      'pcns.kubernetes.io/metadata.name': 'prod (namespace)',
      'pcns.projectcalico.org/name': 'prod (namespace)',
      'pcsa.class': 'r (service-account)',
      'pcsa.projectcalico.org/name': 'robot (service-account)',
    });
  });

  test('of a pod whose namespace is not in the design (Q18)', () => {
    expect(labelsOf([pod('lost/a', {}, null)], 'lost/a')).toMatchObject({
      'pcns.projectcalico.org/name': 'lost (namespace)',
    });
  });

  test('of a host endpoint: own, unstripped, and its profiles’ (R3.5)', () => {
    const manifests = [
      node('n1', '10.0.0.1'),
      namespace('prod', { env: 'live' }),
      hostEndpoint(
        'h',
        'n1',
        { profiles: ['kns.prod', 'projectcalico-default-allow'] },
        { 'projectcalico.org/namespace': 'prod' },
      ),
    ];
    expect(labelsOf(manifests, 'host/h')).toEqual({
      'projectcalico.org/namespace': 'prod (own)',
      'pcns.env': 'live (profile)',
      'pcns.kubernetes.io/metadata.name': 'prod (profile)',
      'pcns.projectcalico.org/name': 'prod (profile)',
    });
  });
});

test.each([
  ['projectcalico-default-allow', 'allow'],
  ['kns.prod', 'allow'],
  ['kns.gone', 'deny'],
  ['ksa.prod.robot', 'next'],
  ['ksa.prod.gone', 'deny'],
  ['anything', 'deny'],
])('profile %s decides %s (R1.8, R1.9)', (profile, action) => {
  const sources = { namespaces: new Map([['prod', new Map()]]), serviceAccounts: new Map([['prod/robot', new Map()]]) };
  expect(ruleOfProfile(profile, sources)).toEqual({ profile, action });
});
