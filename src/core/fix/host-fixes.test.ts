import { expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { applyPatch } from '../edit/patch.ts';
import { planCommand } from '../edit/plan-command.ts';
import { hostFindings } from '../lint/host/testing/linted.ts';
import { resourcesOf } from '../lint/testing/policy-findings.ts';
import { problemOf } from '../manifest/positions.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { calico, felix, globalPolicy, hostEndpoint, node, pod } from '../policy/testing/design-of.ts';
import { hostFixes } from './host-fixes.ts';

const [allowProfile, master, controlPlane] = [
  'projectcalico-default-allow',
  'node-role.kubernetes.io/master',
  'node-role.kubernetes.io/control-plane',
];
const n1 = node('n1', '10.0.0.1');
const withLabels = (name: string, address: string, ...labels: readonly string[]): Manifest =>
  node(name, address, { metadata: { name, labels: Object.fromEntries(labels.map((label) => [label, ''])) } });
const host = (spec: object = {}, labels: object = { role: 'node' }): Manifest =>
  hostEndpoint('h1', 'n1', { profiles: [allowProfile], ...spec } as Manifest, labels as Manifest);
const onHosts = (spec: object): Manifest => globalPolicy('p', { selector: "role == 'node'", ...spec } as Manifest);
const fromNodes = onHosts({ ingress: [{ action: 'Allow', source: { selector: "role == 'node'" } }] });
const pool = (spec: object): Manifest => calico('IPPool', 'pool', { cidr: '10.65.0.0/16', ...spec });
const withPods: readonly Manifest[] = [
  n1,
  node('n2', '10.0.0.2'),
  host({ expectedIPs: ['10.0.0.1'] }),
  hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'], profiles: [allowProfile] }, { role: 'node' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('dev/web', { app: 'web' }, '10.65.2.3', { nodeName: 'n2' }),
];

function documentOf(manifests: readonly Manifest[]): ClusterDocument {
  return { resources: resourcesOf(manifests), sources: [] };
}

/** As the window lists them. */
function problemsOf(document: ClusterDocument, settings: Partial<Settings>): readonly Problem[] {
  const manifests = Object.values(document.resources).map(({ manifest }) => manifest);
  const lints = hostFindings(manifests, settings).map(({ resource, finding }): Problem =>
    resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
  );
  return [...checkDocument(document, settings), ...lints];
}

const ofCode =
  (code: string) =>
  (problem: Problem): boolean =>
    problem.code === code;

/** Mends the first problem of a code until none is left; the labels of the fixes. */
function mendAll(code: string, before: readonly Manifest[], settings: Partial<Settings> = {}) {
  let document = documentOf(before);
  const labels: string[] = [];
  for (let left = problemsOf(document, settings).filter(ofCode(code)); left.length > 0;) {
    const [problem] = left;
    const fix = problem === undefined ? null : (hostFixes[code]?.(problem, document) ?? null);
    if (fix === null) return { document, labels, left: left.length };
    const patch = planCommand(document, fix.command);
    if (!patch.ok) throw new Error(JSON.stringify(patch.error));
    document = applyPatch(document, patch.value);
    labels.push(fix.label);
    const now = problemsOf(document, settings).filter(ofCode(code));
    expect(now.length).toBeLessThan(left.length);
    left = now;
  }
  return { document, labels, left: 0 };
}

const rows: readonly (readonly [what: string, code: string, design: readonly Manifest[], labels: readonly string[]])[] =
  [
    ['no profile', 'HOST-EGRESS-DENY', [n1, host({ profiles: [] }), fromNodes], [`Add the profile ${allowProfile}`]],
    [
      'a profile that does not exist comes first',
      'HOST-INGRESS-DENY',
      [n1, host({ profiles: ['gone', allowProfile] })],
      [`Add the profile ${allowProfile}`],
    ],
    [
      'the only profile',
      'HEP-PROFILE-UNKNOWN',
      [n1, host({ profiles: ['gone'] })],
      [`Use the profile ${allowProfile} instead`],
    ],
    [
      'one more profile',
      'HEP-PROFILE-UNKNOWN',
      [n1, host({ profiles: [allowProfile, 'gone'] })],
      ['Remove the profile'],
    ],
    ['the end of a tier', 'HOST-LOOPBACK', [n1, host(), fromNodes], ['Allow 127.0.0.0/8']],
    [
      'a rule',
      'HOST-LOOPBACK',
      [n1, host(), onHosts({ ingress: [{ action: 'Deny', protocol: 'TCP' }, { action: 'Allow' }] })],
      ['Allow 127.0.0.0/8'],
    ],
    [
      'the way out and the way in',
      'HOST-LOOPBACK',
      [n1, host({ profiles: [] }), fromNodes],
      [`Add the profile ${allowProfile}`, 'Allow 127.0.0.0/8'],
    ],
    [
      'an empty list',
      'FAILSAFE-EMPTY',
      [n1, host(), onHosts({ types: ['Ingress'] }), felix('default', { failsafeInboundHostPorts: [] })],
      ['Remove the empty list'],
    ],
    [
      'a list that was thought about',
      'FAILSAFE-EMPTY',
      [
        n1,
        host(),
        onHosts({ types: ['Ingress'] }),
        felix('default', { failsafeInboundHostPorts: [{ protocol: 'TCP', port: 4000 }] }),
      ],
      [],
    ],
    [
      'a policy for everybody',
      'GNP-ALL-HITS-HOSTS',
      [n1, host(), globalPolicy('everybody', { selector: 'all()', types: ['Ingress'] })],
      ['Limit it to pods: namespaceSelector all()'],
    ],
    ['no addresses', 'HEP-NO-IPS', [n1, host(), fromNodes], ['Expect 10.0.0.1']],
    ['an address of somebody else', 'HEP-IP-MISMATCH', [n1, host({ expectedIPs: ['10.9.9.9'] })], []],
    [
      'the tunnel’s address',
      'HEP-IP-MISMATCH',
      [
        node('n1', '10.0.0.1', {
          metadata: { name: 'n1', annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': '10.65.9.0' } },
        }),
        host({ expectedIPs: ['10.0.0.1'] }),
        fromNodes,
        pool({ vxlanMode: 'Always' }),
      ],
      ['Expect 10.65.9.0 too'],
    ],
    [
      'the one interface of a node',
      'HEP-IFACE-UNKNOWN',
      [n1, host({ interfaceName: 'ens3' })],
      ['ens3 is the interface of n1'],
    ],
    [
      'another interface than the node has',
      'HEP-IFACE-UNKNOWN',
      [node('n1', '10.0.0.1', { spec: { interfaces: [{ name: 'ens3' }] } }), host({ interfaceName: 'ens4' })],
      [],
    ],
    [
      'labels of pods',
      'HEP-RESERVED-LABEL',
      [n1, host({}, { 'pcns.env': 'x', 'projectcalico.org/orchestrator': 'k8s' })],
      ['Remove the label pcns.env', 'Remove the label projectcalico.org/orchestrator'],
    ],
    [
      'pods taken for nodes',
      'SNAT-NODE-TRUST',
      [...withPods, fromNodes, pool({ natOutgoing: true })],
      ['Keep pod addresses on the way to nodes'],
    ],
    [
      'pods of one namespace are meant',
      'LABEL-TRUST',
      [...withPods, onHosts({ ingress: [{ action: 'Allow', source: { selector: "app == 'db'" } }] })],
      ['Limit it to namespace prod'],
    ],
    [
      'hosts are meant as well',
      'LABEL-TRUST',
      [...withPods, onHosts({ ingress: [{ action: 'Allow', source: { selector: "role == 'node' || app == 'db'" } }] })],
      [],
    ],
    [
      'pods of several namespaces are meant',
      'LABEL-TRUST',
      [...withPods, onHosts({ ingress: [{ action: 'Allow', source: { selector: 'has(app)' } }] })],
      [],
    ],
    [
      'no node has the old label',
      'LEGACY-MASTER-LABEL',
      [withLabels('n1', '10.0.0.1', controlPlane), globalPolicy('p', { selector: `has(${master})` })],
      [`Ask for ${controlPlane}`],
    ],
    [
      'a node has nothing but the old label',
      'LEGACY-MASTER-LABEL',
      [
        withLabels('n1', '10.0.0.1', master),
        globalPolicy('p', {
          selector: `has(${master})`,
          ingress: [{ action: 'Allow', source: { selector: `${master} != 'x'` } }],
        }),
      ],
      [`Ask for ${controlPlane} as well`],
    ],
  ];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, design, labels]) => {
  const mended = mendAll(code, design);
  expect(mended.labels).toEqual(labels);
  expect(mended.left).toBe(labels.length === 0 ? 1 : 0);
  const isError = ({ severity }: Problem): boolean => severity === 'error';
  expect(problemsOf(mended.document, {}).filter(isError)).toEqual(problemsOf(documentOf(design), {}).filter(isError));
});

test('the setting that keeps pod addresses is not known before 3.31', () => {
  const design = [
    ...withPods,
    fromNodes,
    pool({ natOutgoing: true }),
    {
      apiVersion: 'firewright.dev/v1',
      kind: 'Design',
      metadata: { name: 'd' },
      spec: { settings: { calicoVersion: '3.30' } },
    },
  ];
  expect(mendAll('SNAT-NODE-TRUST', design).labels).toEqual([]);
});

test.each([
  [master, `(has(${master}) || has(${controlPlane}))`, `(${master} != "x" && ${controlPlane} != "x")`],
  [controlPlane, `has(${controlPlane})`, `${controlPlane} != "x"`],
])('selectors where nodes have %s', (label, positive, negative) => {
  const design = [
    withLabels('n1', '10.0.0.1', label),
    globalPolicy('p', {
      selector: `has(${master})`,
      ingress: [{ action: 'Allow', source: { selector: `${master} != 'x'` } }],
    }),
  ];
  const { document } = mendAll('LEGACY-MASTER-LABEL', design);
  const policy = Object.values(document.resources).find(({ manifest }) => manifest['kind'] === 'GlobalNetworkPolicy');
  expect(policy?.manifest['spec']).toMatchObject({ selector: positive, ingress: [{ source: { selector: negative } }] });
});

test('a problem of an object that is gone has no fix', () => {
  const problem = problemsOf(documentOf([n1, host({ profiles: [] })]), {}).filter(ofCode('HOST-EGRESS-DENY'))[0];
  if (problem === undefined) throw new Error('the problem is there');
  for (const make of Object.values(hostFixes)) {
    const fix = make(problem, { resources: {}, sources: [] });
    // That of the configuration stands for itself.
    expect(fix === null || make === hostFixes['SNAT-NODE-TRUST']).toBe(true);
  }
});
