import { describe, expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import type { JsonValue } from '../../core/model/json.ts';
import { lower } from '../../core/policy/lower.ts';
import {
  candidatesOf,
  labelSelectorCandidates,
  vocabularyFor,
  type CandidateKind,
  type LabelSelectorKind,
} from './candidates.ts';
import { overviewGroups } from './overview-groups.ts';

const text = `
apiVersion: v1
kind: Namespace
metadata: {name: prod, labels: {env: prod}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: prod}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
spec: {serviceAccountName: web}
---
apiVersion: v1
kind: Node
metadata: {name: a}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: a-eth0, labels: {role: node}}
spec: {node: a, interfaceName: eth0, expectedIPs: [10.0.0.1]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: office, labels: {trust: 'yes'}}
spec: {nets: [203.0.113.0/24]}
`;
const resources = Object.values(openDesign([{ name: 'a.yaml', text }]).document.resources);
const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
const ruleset = lower(resources);

test.each<readonly [CandidateKind, readonly string[]]>([
  ['endpoints', ['prod/web', 'host/a-eth0', 'office']],
  ['namespaces', ['prod']],
  ['service-accounts', ['prod/web']],
  ['cluster-nodes', ['a']],
])('a selector of %s can mean %j', (kind, names) => {
  expect(candidatesOf(kind, { ruleset, entities }).map(({ name }) => name)).toEqual(names);
});

const kubernetes: readonly (readonly [
  what: string,
  kind: LabelSelectorKind,
  namespace: string | null,
  peer: JsonValue,
  names: readonly string[],
])[] = [
  ['pods of its own namespace', 'pods', 'prod', { podSelector: {} }, ['prod/web']],
  ['no pods of another one', 'pods', 'dev', { podSelector: {} }, []],
  [
    'pods of the namespaces that its peer means',
    'pods',
    'dev',
    { podSelector: {}, namespaceSelector: { matchLabels: { env: 'prod' } } },
    ['prod/web'],
  ],
  ['none where the peer means none', 'pods', 'prod', { namespaceSelector: { matchLabels: { env: 'dev' } } }, []],
  ['none where the peer is not a selector yet', 'pods', 'prod', { namespaceSelector: 'prod' }, []],
  ['namespaces', 'namespaces', 'dev', {}, ['prod']],
];
test.each(kubernetes)('a label selector of a Kubernetes policy can mean %s', (_what, kind, namespace, peer, names) => {
  const found = labelSelectorCandidates(kind, namespace, peer, { ruleset, entities });
  expect(found.map(({ name }) => name)).toEqual(names);
});

test.each<readonly [CandidateKind, readonly string[]]>([
  ['namespaces', ['prod/web']],
  ['service-accounts', ['prod/web']],
  ['cluster-nodes', ['host/a-eth0']],
])('%s light up as the endpoints that they stand for', (kind, endpoints) => {
  expect(candidatesOf(kind, { ruleset, entities }).flatMap((candidate) => candidate.endpoints)).toEqual(endpoints);
});

test('a design is asked once, however many fields ask', () => {
  const candidates = candidatesOf('endpoints', { ruleset, entities });
  expect(candidatesOf('endpoints', { ruleset, entities })).toBe(candidates);
  expect(vocabularyFor(candidates)).toBe(vocabularyFor(candidates));
  expect(vocabularyFor(candidates).keys.map((key) => key.text)).toContain('role');
});

test('a namespace is matched by its name label too', () => {
  const [prod] = candidatesOf('namespaces', { ruleset, entities });
  expect(prod?.labels.get('kubernetes.io/metadata.name')).toBe('prod');
  expect(prod?.labels.get('env')).toBe('prod');
});

describe('the overview', () => {
  test('lists every object once, groups without any left out', () => {
    const groups = overviewGroups(entities);
    expect(groups.map(({ title }) => title)).toEqual(['Nodes and host endpoints', 'Namespaces', 'Pods', 'Networks']);
    expect(groups.flatMap((group) => group.entities)).toHaveLength(entities.size);
  });
});
