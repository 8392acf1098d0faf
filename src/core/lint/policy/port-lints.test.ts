import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import { globalPolicy, pod } from '../../policy/testing/design-of.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

const ports = [{ name: 'http', containerPort: 8080 }];
const db = pod('prod/db', { app: 'db' }, '10.65.1.2', { containers: [{ name: 'c', ports }] });
const web = pod('prod/web', { app: 'web' }, '10.65.1.3');

const egress = (destination: JsonObject, protocol = 'TCP'): Manifest =>
  globalPolicy('p', {
    selector: "app == 'web'",
    types: ['Egress'],
    egress: [{ action: 'Allow', protocol, destination }],
  });
const kube = (port: JsonObject): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'prod' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [port] }] },
});
const cnp = (name: string): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'c' },
  spec: {
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Accept', from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: name }] }],
  },
});

const rows: readonly (readonly [name: string, manifest: Manifest, found: readonly string[]])[] = [
  ['a name that somebody has', egress({ ports: ['http'] }), []],
  [
    'a name that nobody has',
    egress({ ports: [80, 'https'] }),
    ['NAMED-PORT-UNRESOLVED p egress.0.destination.ports.1'],
  ],
  [
    'a name of another protocol',
    egress({ ports: ['http'] }, 'UDP'),
    ['NAMED-PORT-UNRESOLVED p egress.0.destination.ports.0'],
  ],
  [
    'a name that others have than those who are meant',
    egress({ selector: "app == 'web'", ports: ['http'] }),
    ['NAMED-PORT-UNRESOLVED p egress.0.destination.ports.0'],
  ],
  ['a Kubernetes name that somebody has', kube({ port: 'http' }), []],
  [
    'a Kubernetes name that nobody has',
    kube({ port: 'https' }),
    ['NAMED-PORT-UNRESOLVED prod/k ingress.0.ports.0.port'],
  ],
  ['a cluster-wide name that somebody has', cnp('http'), []],
  [
    'a cluster-wide name that nobody has',
    cnp('https'),
    ['NAMED-PORT-UNRESOLVED c ingress.0.protocols.0.destinationNamedPort'],
  ],
];

test.each(rows)('%s', (_name, manifest, found) => {
  expect(findingWords(policyFindings([db, web, manifest]))).toEqual(found);
});

test('without endpoints names say nothing', () => {
  expect(findingWords(policyFindings([kube({ port: 'https' })]))).toEqual([]);
});
