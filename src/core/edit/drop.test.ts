import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { Grouping } from '../model/design.ts';
import { hostEndpointId, networkEndpointId, podEndpointId, type ResourceId } from '../model/ids.ts';
import { valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import { labelsOf, noLabels } from '../selector/labels.ts';
import type { Command, Placement } from './command.ts';
import type {
  DragPayload,
  DropContext,
  DropEndpoint,
  DropPlan,
  DropPolicy,
  DropTarget,
  DropTier,
} from './drop-context.ts';
import { planDrop } from './drop.ts';
import { applyPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';
import { hostServicePresets, type ServicePreset } from './presets.ts';

const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';
const { document } = openDesign([{ name: sample, text: readFileSync(sample, 'utf8') }]);

const id = (name: string): ResourceId => name as ResourceId;
const backend = podEndpointId('prod', 'backend');
const apiserver = podEndpointId('kube-system', 'kube-apiserver');
const hostWorker = hostEndpointId('node-worker');
const automatic = hostEndpointId('a-auto-hep');
const internet = networkEndpointId('internet');
const firewall = id('GlobalNetworkPolicy.projectcalico.org/node-host-firewall');

const pod: DropEndpoint = {
  id: backend,
  kind: 'pod',
  resource: id('Pod/prod/backend'),
  namespace: 'prod',
  clusterNode: 'policy-llm-control-plane',
  hostNetwork: false,
  origin: 'written',
  labels: labelsOf({ app: 'backend', 'pod-template-hash': 'abc' }),
  nets: ['10.244.0.10/32'],
};
const host: DropEndpoint = {
  ...pod,
  id: hostWorker,
  kind: 'host',
  resource: id('HostEndpoint.projectcalico.org/node-worker'),
  namespace: null,
  clusterNode: 'policy-llm-worker',
  labels: labelsOf({ role: 'node' }),
  nets: ['172.18.0.3/32'],
};
const endpoints: readonly DropEndpoint[] = [
  pod,
  host,
  { ...pod, id: apiserver, resource: id('Pod/kube-system/kube-apiserver'), hostNetwork: true, nets: ['172.18.0.2/32'] },
  { ...host, id: automatic, resource: null, origin: 'automatic', clusterNode: 'policy-llm-worker' },
  { ...host, id: internet, kind: 'network', resource: null, clusterNode: null, labels: noLabels, nets: [] },
];
const hostFirewall: DropPolicy = {
  id: firewall,
  name: 'node-host-firewall',
  kind: 'calico',
  namespace: null,
  order: 100,
  staged: false,
  selects: new Set([hostWorker]),
  directions: ['ingress'],
};
const laneNamed = (name: string): Omit<DropTier, 'policies'> => ({
  name,
  resource: name === 'default' ? null : id(`Tier.projectcalico.org/${name}`),
  order: 1_000_000,
  builtIn: name === 'default',
});
const context: DropContext = {
  document,
  endpoints,
  tiers: [
    { ...laneNamed('default'), policies: [] },
    { ...laneNamed('host-firewall'), policies: [hostFirewall] },
  ],
};

const at = { x: 10, y: 20 };
const onto = (resource: string): DropTarget => ({ kind: 'resource', id: id(resource), at });
const service: ServicePreset = { name: 'TCP 8080', parts: [{ protocol: 'TCP', ports: [8080] }] };
const allow: DragPayload = { kind: 'rule', action: 'Allow', direction: 'ingress', service };
const label: DragPayload = { kind: 'label', key: 'role', value: 'node' };
const arrow: DropTarget = { kind: 'arrow', source: backend, destination: hostWorker };

function planOf(payload: DragPayload, target: DropTarget, within = context): DropPlan {
  const plan = planDrop(within, payload, target);
  if (!plan.ok) throw new Error(plan.error.reason);
  return plan.value;
}

function optionsOf(payload: DragPayload, target: DropTarget, within = context): readonly Command[] {
  return planOf(payload, target, within).options.map(({ command }) => command);
}

/** The value at `path` of `resource` once the default option is done. */
function afterwards(payload: DragPayload, target: DropTarget, resource: string, path: JsonPath): JsonValue | undefined {
  const [command] = optionsOf(payload, target);
  const planned = command === undefined ? null : planCommand(document, command);
  if (planned === null || !planned.ok) throw new Error('the default option can’t be done');
  return valueAt(applyPatch(document, planned.value).resources[id(resource)]?.manifest, path);
}

describe('a drop that is refused says why', () => {
  const rows: readonly [payload: DragPayload, target: DropTarget, reason: RegExp][] = [
    [label, { kind: 'canvas', at }, /Drop it on a pod/],
    [label, arrow, /An arrow has no labels/],
    [label, { kind: 'policy', id: firewall }, /needs none itself/],
    [label, { kind: 'endpoint', id: internet, at }, /Internet has no labels/],
    [label, onto('HostEndpoint.projectcalico.org/node-worker'), /has role=node already/],
    [label, onto('Tier.projectcalico.org/host-firewall'), /no labels that policies look at/],
    [label, onto('Pod/prod/gone'), /not there any more/],
    [allow, { kind: 'canvas', at }, /Drop it on an endpoint/],
    [allow, onto('Node/policy-llm-worker'), /one of the host endpoints/],
    [allow, onto('Namespace/prod'), /on a pod in this namespace/],
    [allow, onto('Pod/kube-system/kube-apiserver'), /uses its node’s network/],
    [allow, { kind: 'endpoint', id: internet, at }, /No policy can select an external network/],
    [allow, { kind: 'tier', tier: 'default', index: 0 }, /A tier holds policies/],
    [{ kind: 'create', what: 'host-endpoint' }, { kind: 'canvas', at }, /Drop it on a node/],
    [{ kind: 'create', what: 'host-endpoint' }, onto('Namespace/prod'), /Drop it on a node/],
    [{ kind: 'create', what: 'pod' }, arrow, /Drop it on the canvas/],
    [{ kind: 'policy', policy: firewall }, { kind: 'canvas', at }, /Drop it on a tier/],
  ];
  test.each(rows)('%j on %j', (payload, target, reason) => {
    const plan = planDrop(context, payload, target);
    expect(!plan.ok && plan.error.reason).toMatch(reason);
  });
});

describe('a label', () => {
  test('dropped on a pod is set on it', () => {
    expect(afterwards(label, onto('Pod/prod/backend'), 'Pod/prod/backend', ['metadata', 'labels', 'role'])).toBe(
      'node',
    );
  });
  test('that would replace another value asks first', () => {
    const plan = planDrop(context, { kind: 'label', key: 'app', value: 'web' }, onto('Pod/prod/backend'));
    expect(plan.ok && plan.value.confirm).toBe(true);
  });
  test('dropped on an automatic host endpoint goes to its cluster node', () => {
    const target: DropTarget = { kind: 'endpoint', id: automatic, at };
    expect(afterwards(label, target, 'Node/policy-llm-worker', ['metadata', 'labels', 'role'])).toBe('node');
  });
  test('dropped on a selector narrows it', () => {
    const target: DropTarget = { kind: 'selector', resource: firewall, path: ['spec', 'selector'] };
    const zone: DragPayload = { kind: 'label', key: 'zone', value: 'a' };
    expect(afterwards(zone, target, firewall, ['spec', 'selector'])).toBe('(role == "node" && zone == "a")');
  });
  test('dropped on a workload is set on its pods', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: x}\nspec: {template: {metadata: {labels: {a: b}}}}';
    const within = { ...context, document: openDesign([{ name: 'd.yaml', text }]).document };
    const [command] = optionsOf(label, onto('Deployment.apps/x/d'), within);
    const planned = command === undefined ? null : planCommand(within.document, command);
    const changed = planned?.ok === true ? planned.value.resources[0]?.after?.manifest : undefined;
    expect(valueAt(changed, ['spec', 'template', 'metadata', 'labels'])).toEqual({ a: 'b', role: 'node' });
  });
});

describe('dropped on a card that stands for several pods', () => {
  const ids = ['Pod/prod/backend', 'Pod/dev/frontend'].map(id);
  const stack: DropTarget = { kind: 'stack', ids: [ids[0]!, ids[1]!], at };

  test('a label is set on each as one step, and the offer says on how many', () => {
    const [option, ...others] = planOf(label, stack).options;
    expect([option.label, option.sentence, others]).toEqual([
      'Set role=node on 2 pods',
      'Set label role=node on 2 pods.',
      [],
    ]);
    for (const pod of ids) expect(afterwards(label, stack, pod, ['metadata', 'labels', 'role'])).toBe('node');
  });
  test('a label that some have with another value asks first', () => {
    const plan = planOf({ kind: 'label', key: 'app', value: 'backend' }, stack);
    expect([plan.confirm, plan.options[0].label]).toEqual([true, 'Replace app by app=backend on 1 pod']);
  });
  test('a rule means them all, as they have the same labels', () => {
    const options = (target: DropTarget): readonly unknown[] => planOf(allow, target).options;
    expect(options(stack)).toEqual(options(onto('Pod/prod/backend')));
  });
});

describe('a rule', () => {
  const ingress: JsonPath = ['spec', 'ingress'];

  test('dropped on an arrow means its ends, in the policy that judges the destination', () => {
    expect(valueAt(afterwards(allow, arrow, firewall, ingress), [2])).toEqual({
      action: 'Allow',
      protocol: 'TCP',
      source: { selector: 'app == "backend"', namespaceSelector: 'projectcalico.org/name == "prod"' },
      destination: { ports: [8080] },
    });
  });
  test('offers policies that judge this direction first, then new ones', () => {
    const plan = planDrop(context, allow, arrow);
    expect(plan.ok && plan.value.options.map((option) => `${option.label} | ${option.detail}`)).toEqual([
      'Add to node-host-firewall | rule 3 of ingress',
      'New policy for role == "node" | GlobalNetworkPolicy allow-ingress-tcp-8080 in tier host-firewall',
      'New policy for role == "node" | GlobalNetworkPolicy allow-ingress-tcp-8080 in tier default',
    ]);
  });
  test('for egress goes to the source', () => {
    const [command] = optionsOf({ ...allow, direction: 'egress' }, arrow);
    const manifest = command?.type === 'add-resources' ? command.manifests[0] : undefined;
    expect(manifest).toEqual({
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-egress-tcp-8080', namespace: 'prod' },
      spec: {
        tier: 'default',
        order: 100,
        selector: 'app == "backend"',
        types: ['Egress'],
        egress: [
          {
            action: 'Allow',
            protocol: 'TCP',
            destination: { selector: 'role == "node"', namespaceSelector: 'global()', ports: [8080] },
          },
        ],
      },
    });
  });
  test('from a host-networked pod means its node’s address: its labels mean nothing (R1.3)', () => {
    const target: DropTarget = { kind: 'arrow', source: apiserver, destination: hostWorker };
    expect(valueAt(afterwards(allow, target, firewall, ingress), [2, 'source'])).toEqual({ nets: ['172.18.0.2/32'] });
  });
  test('from the Internet has no source criteria', () => {
    const target: DropTarget = { kind: 'arrow', source: internet, destination: hostWorker };
    expect(valueAt(afterwards(allow, target, firewall, ingress), [2, 'source'])).toBeUndefined();
  });
  test('of a service with two protocols becomes two rules in one step', () => {
    const dns = hostServicePresets.find(({ name }) => name === 'DNS') ?? service;
    const rules = afterwards({ ...allow, service: dns }, { kind: 'policy', id: firewall }, firewall, ingress);
    expect([valueAt(rules, [2, 'protocol']), valueAt(rules, [3, 'protocol'])]).toEqual(['UDP', 'TCP']);
  });
  test('goes in front of a rule without criteria, behind which it would be dead', () => {
    const caught = planCommand(document, {
      type: 'add-rule',
      policy: firewall,
      direction: 'ingress',
      index: 0,
      rule: { action: 'Deny' },
    });
    if (!caught.ok) throw new Error(caught.error.reason);
    const within = { ...context, document: applyPatch(document, caught.value) };
    const [command] = optionsOf(allow, { kind: 'policy', id: firewall }, within);
    expect(command?.type === 'add-rule' && command.index).toBe(0);
  });
  test('that denies can’t go into a Kubernetes NetworkPolicy', () => {
    const kube: DropPolicy = { ...hostFirewall, kind: 'kubernetes', namespace: 'prod' };
    const within = { ...context, tiers: [{ ...laneNamed('default'), policies: [kube] }] };
    const plan = planDrop(within, { ...allow, action: 'Deny' }, { kind: 'policy', id: firewall });
    expect(!plan.ok && plan.error.reason).toMatch(/can only allow, not deny/);
  });
  test('for an endpoint without labels is refused where no policy selects it', () => {
    const bare = { ...context, endpoints: [{ ...pod, labels: noLabels }], tiers: [] };
    const plan = planDrop(bare, allow, onto('Pod/prod/backend'));
    expect(!plan.ok && plan.error.reason).toMatch(/no label by which a policy could select it/);
  });
});

describe('a new object', () => {
  const rows: readonly [what: string, payload: DragPayload, target: DropTarget, added: readonly string[]][] = [
    ['a node', { kind: 'create', what: 'cluster-node' }, { kind: 'canvas', at }, ['Node/node']],
    ['a namespace', { kind: 'create', what: 'namespace' }, { kind: 'canvas', at }, ['Namespace/namespace']],
    ['a pod in a namespace', { kind: 'create', what: 'pod' }, onto('Namespace/prod'), ['Pod/prod/pod']],
    [
      'a network set',
      { kind: 'create', what: 'network-set' },
      onto('Namespace/prod'),
      ['NetworkSet.projectcalico.org/prod/network-set'],
    ],
    [
      'a network',
      { kind: 'create', what: 'external-network' },
      { kind: 'canvas', at },
      ['ExternalNetwork.firewright.dev/network'],
    ],
    [
      'a host endpoint',
      { kind: 'create', what: 'host-endpoint' },
      onto('Node/policy-llm-worker'),
      ['HostEndpoint.projectcalico.org/policy-llm-worker'],
    ],
  ];
  test.each(rows)('%s is made where it is dropped', (_, payload, target, added) => {
    const [command] = optionsOf(payload, target);
    const planned = command === undefined ? null : planCommand(document, command);
    if (planned === null || !planned.ok) throw new Error('it can’t be made');
    const made = planned.value.resources.filter(({ before }) => before === null).map((change) => change.id);
    expect(made).toEqual(added);
    const now = applyPatch(document, planned.value);
    const places = valueAt(now.resources[id('Design.firewright.dev/design')]?.manifest, [
      'spec',
      'layout',
      'positions',
    ]);
    expect(valueAt(places, [added.at(-1) ?? ''])).toEqual([at.x, at.y]);
  });

  const newPod: DragPayload = { kind: 'create', what: 'pod' };
  const places: readonly [where: string, grouping: Grouping, target: DropTarget, positions: readonly Placement[]][] = [
    ['a node, among namespaces', 'namespace', onto('Node/policy-llm-worker'), []],
    ['a node, among nodes', 'cluster-node', onto('Node/policy-llm-worker'), [{ element: 'Pod/default/pod', at }]],
    [
      'the canvas, the first of its namespace',
      'namespace',
      { kind: 'canvas', at },
      [{ element: 'Pod/default/pod', at }],
    ],
  ];
  test.each(places)('a pod on %s lies there only if its box does', (_, grouping, target, positions) => {
    const planned = planCommand(document, { type: 'set-grouping', grouping });
    if (!planned.ok) throw new Error('it can’t be grouped');
    const within = { ...context, document: applyPatch(document, planned.value) };
    const [command] = optionsOf(newPod, target, within);
    expect(command).toMatchObject({ type: 'add-resources', positions });
    expect(command?.type === 'add-resources' && command.manifests.map((manifest) => manifest['kind'])).toEqual([
      'Namespace',
      'Pod',
    ]);
  });

  test('a host endpoint lists the allow profile, so that drawing it locks nobody out', () => {
    const target = onto('Node/policy-llm-worker');
    const made = 'HostEndpoint.projectcalico.org/policy-llm-worker';
    expect(afterwards({ kind: 'create', what: 'host-endpoint' }, target, made, ['spec'])).toEqual({
      node: 'policy-llm-worker',
      interfaceName: '*',
      expectedIPs: ['172.18.0.3'],
      profiles: ['projectcalico-default-allow'],
    });
  });
});
