import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { hostEndpointId, podEndpointId, type ResourceId } from '../model/ids.ts';
import { valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Command, CommandError } from './command.ts';
import { describeCommand } from './describe-command.ts';
import { applyPatch, invertPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';

const sample = 'firewall-the-nodes.firewright.yaml';
const text = readFileSync(`assets/samples/${sample}`, 'utf8');
const { document } = openDesign([{ name: sample, text }]);

const id = (name: string): ResourceId => name as ResourceId;
const backend = id('Pod/prod/backend');
const worker = id('Node/policy-llm-worker');
const hostWorker = id('HostEndpoint.projectcalico.org/node-worker');
const firewall = id('GlobalNetworkPolicy.projectcalico.org/node-host-firewall');
const tier = id('Tier.projectcalico.org/host-firewall');
const prod = id('Namespace/prod');
const design = id('Design.firewright.dev/design');
const rule = { action: 'Allow', protocol: 'TCP' };
const pod: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'new', namespace: 'prod' }, spec: {} };
const flow = {
  source: podEndpointId('dev', 'frontend'),
  destination: hostEndpointId('node-worker'),
  protocol: 6,
  port: 22,
  expect: null,
  note: '',
};

function after(command: Command, before: ClusterDocument = document): ClusterDocument {
  const planned = planCommand(before, command);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return applyPatch(before, planned.value);
}

const at = (now: ClusterDocument, resource: ResourceId, path: JsonPath): JsonValue | undefined =>
  valueAt(now.resources[resource]?.manifest, path);

/** One command of each type that changes the sample. */
const commands: readonly Command[] = [
  { type: 'add-resources', manifests: [pod], positions: [{ element: 'Pod/prod/new', at: { x: 1, y: 2 } }] },
  { type: 'remove-resources', ids: [prod] },
  { type: 'remove-resources', ids: [worker] },
  { type: 'set-label', resource: backend, key: 'role', value: 'node' },
  { type: 'set-label', resource: backend, key: 'app', value: null },
  { type: 'set-field', resource: firewall, path: ['spec', 'order'], value: 5 },
  { type: 'set-field', resource: backend, path: ['spec', 'nodeName'], value: undefined },
  { type: 'replace-manifest', resource: backend, manifest: pod },
  {
    type: 'write-yaml',
    resource: backend,
    manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'backend', namespace: 'prod' } },
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: backend, namespace: prod} # mine\n',
  },
  { type: 'rename-resource', resource: prod, name: 'production' },
  { type: 'rename-resource', resource: worker, name: 'w' },
  { type: 'rename-resource', resource: tier, name: 'hosts' },
  { type: 'add-rule', policy: firewall, direction: 'ingress', index: 0, rule },
  { type: 'add-rule', policy: firewall, direction: 'egress', index: 0, rule },
  { type: 'remove-rule', policy: firewall, direction: 'ingress', index: 0 },
  { type: 'set-tier', policy: firewall, tier: 'default', order: null },
  { type: 'move-elements', positions: [{ element: backend, at: { x: 10, y: 20 } }] },
  { type: 'set-grouping', grouping: 'cluster-node' },
  { type: 'set-fold', alike: [backend, worker], fold: 'unfolded' },
  { type: 'set-setting', key: 'calicoVersion', value: '3.31' },
  { type: 'set-setting', key: 'modelEncapsulation', value: true },
  { type: 'add-flow', flow },
  {
    type: 'draw-flows',
    flows: [
      { index: null, flow: { ...flow, port: { kind: 'ports', first: 30, last: 40 } } },
      { index: 0, flow: { ...flow, protocol: 1, port: { kind: 'icmp', type: 8, code: 0 } } },
    ],
  },
  { type: 'remove-flow', index: 0 },
  { type: 'set-flow', index: 1, flow },
  { type: 'set-grouping', grouping: 'label:env' },
  { type: 'set-collapsed', box: 'Namespace/dev', collapsed: true },
  { type: 'set-note', note: '1', text: 'Why this tier' },
  { type: 'set-disabled', policy: firewall, disabled: true },
  {
    type: 'write-lesson',
    label: 'Write a lesson',
    lesson: { id: 'doors', title: 'Doors', summary: '', minutes: 5, steps: [] },
  },
  {
    type: 'sequence',
    label: 'Two rules',
    commands: [
      { type: 'add-rule', policy: firewall, direction: 'ingress', index: 1, rule },
      { type: 'move-rule', policy: firewall, direction: 'ingress', from: 1, to: 0 },
    ],
  },
];

describe('every command', () => {
  test.each(commands)('$type changes the design, and its inverse gives it back byte for byte', (command) => {
    const planned = planCommand(document, command);
    if (!planned.ok) throw new Error(planned.error.reason);
    const changed = applyPatch(document, planned.value);
    expect(printDesign(changed)).not.toBe(text);
    const undone = applyPatch(changed, invertPatch(planned.value));
    expect(undone).toEqual(document);
    expect(printDesign(undone)).toBe(text);
  });

  test.each(commands)('$type has a name for the undo list', (command) => {
    expect(describeCommand(document, command)).toMatch(/^[A-Z].+/);
  });

  test('any list of commands is undone by the inverses in reverse order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 12 }), (list) => {
        const patches = [];
        let now = document;
        for (const command of list) {
          const planned = planCommand(now, command);
          if (!planned.ok) continue; // what an earlier one removed can't be changed any more
          patches.push(planned.value);
          now = applyPatch(now, planned.value);
        }
        for (const patch of patches.reverse()) now = applyPatch(now, invertPatch(patch));
        expect(now).toEqual(document);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('any list of commands leaves a design that reads back as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands), { maxLength: 8 }), (list) => {
        let now = document;
        for (const command of list) {
          const planned = planCommand(now, command);
          if (planned.ok) now = applyPatch(now, planned.value);
        }
        const again = openDesign([{ name: sample, text: printDesign(now) }]).document;
        const manifests = (of: ClusterDocument): object =>
          Object.fromEntries(Object.values(of.resources).map((resource) => [resource.id, resource.manifest]));
        expect(manifests(again)).toEqual(manifests(now));
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('a command that changes nothing leaves no step', () => {
  const rows: readonly [what: string, command: Command][] = [
    ['the label is there already', { type: 'set-label', resource: backend, key: 'app', value: 'backend' }],
    ['the label to remove is not there', { type: 'set-label', resource: backend, key: 'zone', value: null }],
    ['the field has the value', { type: 'set-field', resource: firewall, path: ['spec', 'order'], value: 100 }],
    ['nothing was folded', { type: 'set-fold', alike: [backend], fold: null }],
    ['the grouping is the same', { type: 'set-grouping', grouping: 'namespace' }],
    ['the box is open already', { type: 'set-collapsed', box: 'Namespace/dev', collapsed: false }],
    ['there is no such note', { type: 'set-note', note: '7', text: null }],
    ['the policy is enabled already', { type: 'set-disabled', policy: firewall, disabled: false }],
    ['nothing is moved', { type: 'move-elements', positions: [] }],
    ['the rule stays where it is', { type: 'move-rule', policy: firewall, direction: 'ingress', from: 0, to: 0 }],
  ];
  test.each(rows)('%s', (_, command) => {
    expect(planCommand(document, command)).toEqual({ ok: true, value: { resources: [], sources: null } });
  });
});

describe('a wish that can’t be done is refused', () => {
  const gone = id('Pod/prod/gone');
  const rows: readonly [command: Command, error: CommandError][] = [
    [
      { type: 'set-label', resource: gone, key: 'a', value: 'b' },
      { reason: 'no-such-resource', resource: gone },
    ],
    [
      { type: 'remove-resources', ids: [gone] },
      { reason: 'no-such-resource', resource: gone },
    ],
    [
      { type: 'rename-resource', resource: id('Namespace/dev'), name: 'prod' },
      { reason: 'already-exists', resource: prod },
    ],
    [
      { type: 'remove-rule', policy: firewall, direction: 'ingress', index: 9 },
      { reason: 'no-such-rule', policy: firewall, index: 9 },
    ],
    [
      { type: 'add-rule', policy: firewall, direction: 'egress', index: 1, rule },
      { reason: 'no-such-rule', policy: firewall, index: 1 },
    ],
    [
      { type: 'draw-flows', flows: [{ index: 99, flow }] },
      { reason: 'no-such-flow', index: 99 },
    ],
    [
      { type: 'remove-flow', index: 99 },
      { reason: 'no-such-flow', index: 99 },
    ],
    [
      { type: 'set-field', resource: firewall, path: ['spec', 'selector', 'deeper'], value: 1 },
      { reason: 'wrong-shape', resource: firewall, path: ['spec', 'selector'] },
    ],
  ];
  test.each(rows)('%j', (command, error) => {
    expect(planCommand(document, command)).toEqual({ ok: false, error });
  });

  test('what is no Kubernetes object any more says why', () => {
    const planned = planCommand(document, { type: 'replace-manifest', resource: backend, manifest: { kind: 'Pod' } });
    expect(!planned.ok && planned.error.reason).toBe('unidentified');
  });

  test('one impossible step of a sequence leaves all of it undone', () => {
    const sequence: Command = {
      type: 'sequence',
      label: 'x',
      commands: [
        { type: 'set-label', resource: backend, key: 'a', value: 'b' },
        { type: 'set-label', resource: gone, key: 'a', value: 'b' },
      ],
    };
    expect(planCommand(document, sequence).ok).toBe(false);
  });
});

describe('what follows a change', () => {
  test('a renamed cluster node takes its pods and host endpoints along', () => {
    const now = after({ type: 'rename-resource', resource: worker, name: 'w' });
    expect(at(now, id('Node/w'), ['metadata', 'name'])).toBe('w');
    expect(at(now, hostWorker, ['spec', 'node'])).toBe('w');
    expect(at(now, id('Pod/dev/frontend'), ['spec', 'nodeName'])).toBe('w');
  });
  test('a renamed namespace takes its pods, their places and drawn flows along', () => {
    const placed = after({ type: 'move-elements', positions: [{ element: backend, at: { x: 3, y: 4 } }] });
    const now = after({ type: 'rename-resource', resource: prod, name: 'production' }, placed);
    expect(now.resources[backend]).toBeUndefined();
    expect(at(now, id('Pod/production/backend'), ['metadata', 'namespace'])).toBe('production');
    const places = at(now, design, ['spec', 'layout', 'positions']);
    expect(valueAt(places, ['Pod/production/backend'])).toEqual([3, 4]);
    expect(valueAt(places, ['Pod/prod/backend'])).toBeUndefined();
    expect(at(now, design, ['spec', 'flows', 3, 'from'])).toBe('production/backend');
  });
  test('a renamed tier stays the tier of its policies', () => {
    const now = after({ type: 'rename-resource', resource: tier, name: 'hosts' });
    expect(at(now, firewall, ['spec', 'tier'])).toBe('hosts');
  });
  test('a removed namespace takes its pods and their drawn flows along', () => {
    const now = after({ type: 'remove-resources', ids: [prod] });
    expect(now.resources[backend]).toBeUndefined();
    expect(JSON.stringify(at(now, design, ['spec', 'flows']))).not.toContain('prod/backend');
  });
  test('pods of a removed cluster node become unplaced, its host endpoints go', () => {
    const now = after({ type: 'remove-resources', ids: [worker] });
    expect(now.resources[hostWorker]).toBeUndefined();
    expect(at(now, id('Pod/dev/frontend'), ['spec', 'nodeName'])).toBeUndefined();
    expect(at(now, id('Pod/dev/frontend'), ['spec', 'containers'])).toBeDefined();
  });
  test('a removed tier takes its policies along: a policy in no tier would deny', () => {
    expect(after({ type: 'remove-resources', ids: [tier] }).resources[firewall]).toBeUndefined();
  });
  test('an edit of a name is a rename', () => {
    const now = after({ type: 'set-field', resource: backend, path: ['metadata', 'name'], value: 'api' });
    expect(now.resources[backend]).toBeUndefined();
    expect(at(now, design, ['spec', 'flows', 3, 'from'])).toBe('prod/api');
  });
  test('a place for a design without a Design document makes one', () => {
    const bare = openDesign([
      { name: 'a.yaml', text: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n' },
    ]).document;
    const now = after({ type: 'move-elements', positions: [{ element: 'Namespace/x', at: { x: 1, y: 1 } }] }, bare);
    expect(printDesign(now)).toMatch(
      /^apiVersion: v1\nkind: Namespace\nmetadata: \{name: x\}\n---\napiVersion: firewright/,
    );
  });
});

describe('adding a rule keeps every direction that the policy applied to (R4.4, R7.3)', () => {
  const rows: readonly [what: string, spec: Manifest, direction: 'ingress' | 'egress', types: JsonValue | undefined][] =
    [
      ['explicit types gain the direction', { types: ['Ingress'] }, 'egress', ['Egress', 'Ingress']],
      ['explicit types that have it stay', { types: ['Egress'] }, 'egress', ['Egress']],
      ['no types, no rules: ingress would be lost to an egress rule', {}, 'egress', ['Egress', 'Ingress']],
      ['no types, no rules: an ingress rule needs none', {}, 'ingress', undefined],
      ['no types, ingress rules: the default becomes both', { ingress: [rule] }, 'egress', undefined],
    ];
  test.each(rows)('%s', (_, spec, direction, types) => {
    const manifest: Manifest = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'p' },
      spec: { ...spec },
    };
    const policy = id('GlobalNetworkPolicy.projectcalico.org/p');
    const now = after({ type: 'add-resources', manifests: [manifest], positions: [] });
    const changed = after({ type: 'add-rule', policy, direction, index: 0, rule }, now);
    expect(at(changed, policy, ['spec', 'types'])).toEqual(types);
  });
});

describe('adding a rule to the other policy kinds leaves their types as their API reads them', () => {
  const rows: readonly [apiVersion: string, kind: string, spec: Manifest, after: Manifest][] = [
    // No such field in these kinds: a direction counts as soon as it has a rule (R7.12).
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', {}, {}],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', { ingress: [rule] }, { ingress: [rule] }],
    // The default becomes both by the rule itself.
    ['networking.k8s.io/v1', 'NetworkPolicy', {}, {}],
    // Nothing fills in the default of the staged kind (R7.3).
    ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy', { egress: [] }, { policyTypes: ['Egress', 'Ingress'] }],
  ];
  test.each(rows)('%s %s with %j', (apiVersion, kind, spec, expected) => {
    const manifest: Manifest = { apiVersion, kind, metadata: { name: 'p', namespace: 'prod' }, spec: { ...spec } };
    const now = after({ type: 'add-resources', manifests: [manifest], positions: [] });
    const group = apiVersion.split('/')[0];
    const policy = id(kind === 'ClusterNetworkPolicy' ? `${kind}.${group}/p` : `${kind}.${group}/prod/p`);
    const changed = after({ type: 'add-rule', policy, direction: 'egress', index: 0, rule }, now);
    expect(at(changed, policy, ['spec'])).toEqual({ ...expected, egress: [rule] });
  });
});
