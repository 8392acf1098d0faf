import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { defaultSettings } from '../model/settings.ts';
import { calico, felix, globalPolicy, hostEndpoint, inputsOf, node, tier } from '../policy/testing/design-of.ts';
import { guardReport, guardSteps } from './guard.ts';
import type { DeadLine, GuardReport } from './guard-report.ts';

const profiles = ['projectcalico-default-allow'];
const noFailsafes = felix('default', { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] });

function documentOf(manifests: readonly Manifest[]): ClusterDocument {
  const entries = inputsOf(manifests).map(({ id, manifest }) => [id, { id, manifest, origin: null }]);
  return { resources: Object.fromEntries(entries) as ClusterDocument['resources'], sources: [] }; // keyed by their ids
}

function filesOf(folder: string, names: readonly string[]): ClusterDocument {
  return openDesign(names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))).document;
}

function sample(name: string): ClusterDocument {
  return filesOf('assets/samples', [`${name}.firewright.yaml`]);
}

function reportOf(...manifests: readonly Manifest[]): GuardReport {
  return guardReport(documentOf(manifests), {});
}

/** `worker lets out DNS TCP 53`, in the order of the report. */
function words({ dead }: GuardReport): readonly string[] {
  const verbs = { ingress: 'in', egress: 'out', within: 'within' } as const;
  return dead.map(
    ({ clusterNode, line, traffic, afterStep }: DeadLine) =>
      `${clusterNode} ${verbs[line.direction]} ${line.id} ${traffic}${afterStep === null ? '' : ` after ${afterStep}`}`,
  );
}

/** Life lines by their id that die anywhere in this direction. */
function idsThatDie(report: GuardReport, direction?: DeadLine['line']['direction']): readonly string[] {
  const dead = report.dead.filter(({ line }) => direction === undefined || line.direction === direction);
  return [...new Set(dead.map(({ line }) => line.id))].sort();
}

const nodes = [
  node('control-plane', '10.0.0.1', {
    metadata: { name: 'control-plane', labels: { 'node-role.kubernetes.io/control-plane': '' } },
  }),
  node('worker', '10.0.0.2'),
];
const controlPlane = hostEndpoint('a-cp', 'control-plane', { expectedIPs: ['10.0.0.1'], profiles }, { role: 'node' });
const worker = hostEndpoint('b-worker', 'worker', { expectedIPs: ['10.0.0.2'], profiles }, { role: 'node' });
const loopback = { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } };
const nodesOnly = globalPolicy('nodes-only', {
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress: [{ action: 'Allow', source: { selector: "role == 'node'" } }, loopback],
});

describe('shipped samples', () => {
  test.each(['firewall-the-nodes', 'protect-kubernetes-nodes'])('nothing dies in %s', (name) => {
    const report = guardReport(sample(name), {});
    expect(words(report)).toEqual([]);
    expect(report.undecided).toEqual([]);
    expect(report.looked.hosts).toBeGreaterThan(1);
    expect(report.looked.lines).toBeGreaterThan(20);
  });

  test('the first lesson as written cuts off the egress of both hosts and their loopback', () => {
    const report = guardReport(sample('firewall-the-nodes-as-written'), {});
    const hosts = ['policy-llm-control-plane', 'policy-llm-worker'];
    for (const host of hosts) {
      const ofHost = words(report).filter((line) => line.startsWith(`${host} `));
      expect(ofHost).toContain(`${host} out DNS TCP 53`);
      expect(ofHost).toContain(`${host} out IMAGE-PULL TCP 443`);
      expect(ofHost).toContain(`${host} within LOOPBACK TCP 9099, 10248`);
    }
    expect(words(report)).toContain('policy-llm-control-plane out KUBELET TCP 10250');
    expect(words(report)).toContain('policy-llm-control-plane within LOOPBACK TCP 2381, 10257, 10259');
    expect(idsThatDie(report, 'ingress')).toEqual([]);
    expect(report.dead.every(({ decidedBy }) => decidedBy === 'no policy and no profile')).toBe(true);
  });
});

const conformance = '../shared/conformance/cases/manifests';
const lesson = ['doc-auto-heps.yaml', 'doc-p1.yaml', 'doc-p2-p4.yaml'];

describe.skipIf(!existsSync(conformance))('the second lesson as written', () => {
  test('its workers lose their loopback, and nothing else dies behind the failsafe ports', () => {
    const report = guardReport(filesOf(conformance, ['doc-base.yaml', ...lesson]), {});
    expect(words(report)).toContain('w1 within LOOPBACK TCP 9099, 10248');
    expect(idsThatDie(report)).toEqual(['LOOPBACK']);
  });

  test('without failsafe ports SSH, BGP and Typha die', () => {
    const report = guardReport(filesOf(conformance, ['doc-base.yaml', ...lesson, 'felix-no-failsafes.yaml']), {});
    expect(idsThatDie(report, 'ingress')).toEqual(['BGP', 'DHCP', 'SSH', 'TYPHA']);
    expect(idsThatDie(report, 'egress')).toEqual([]);
    expect(words(report)).toContain('w1 in SSH TCP 22');
  });

  test('with the labels of today the API server and etcd die too', () => {
    const names = ['doc-base-modern-labels.yaml', ...lesson, 'felix-no-failsafes.yaml'];
    const report = guardReport(filesOf(conformance, names), {});
    expect(idsThatDie(report, 'ingress')).toEqual(['API-SERVER', 'BGP', 'DHCP', 'ETCD', 'SSH', 'TYPHA']);
    expect(words(report)).toContain('m1 in ETCD TCP 2379, 2380');
  });
});

describe('what is looked at', () => {
  test('a design without host endpoints can lock out nobody', () => {
    const { dead, looked } = reportOf(...nodes, nodesOnly);
    expect(dead).toEqual([]);
    expect(looked).toEqual({ hosts: 0, lines: 0, steps: 1 });
  });

  test('an empty design is no fault', () => {
    expect(reportOf()).toEqual({ dead: [], undecided: [], looked: { hosts: 0, lines: 0, steps: 0 } });
  });

  test('a bare host endpoint keeps what failsafe ports keep, and loses the rest', () => {
    const report = reportOf(...nodes, hostEndpoint('b-worker', 'worker', { expectedIPs: ['10.0.0.2'] }));
    expect(words(report)).toEqual([
      'worker in KUBELET TCP 10250',
      'worker out DNS TCP 53',
      'worker out IMAGE-PULL TCP 443',
      'worker within LOOPBACK TCP 9099, 10248',
    ]);
  });

  test('a host endpoint on one interface leaves loopback alone', () => {
    const one = hostEndpoint('b-worker', 'worker', { interfaceName: 'eth0', expectedIPs: ['10.0.0.2'] });
    expect(idsThatDie(reportOf(...nodes, one), 'within')).toEqual([]);
  });

  test('without a control plane in the design nobody asks kubelets, and the API server is outside', () => {
    const lone = [node('one', '10.0.0.1'), node('two', '10.0.0.2')];
    const bare = hostEndpoint('one', 'one', { expectedIPs: ['10.0.0.1'] });
    expect(idsThatDie(reportOf(...lone, bare))).toEqual(['DNS', 'IMAGE-PULL', 'LOOPBACK']);
    expect(idsThatDie(reportOf(...lone, bare, noFailsafes), 'egress')).toContain('API-SERVER');
  });

  test('one resolver, registry or desk that is let through is enough', () => {
    const narrow = globalPolicy('narrow', {
      selector: "role == 'node'",
      ingress: [
        { action: 'Allow', source: { selector: "role == 'node'" } },
        { action: 'Allow', protocol: 'TCP', source: { nets: ['203.0.113.0/24'] }, destination: { ports: [22] } },
        { action: 'Allow', protocol: 'UDP', destination: { ports: [68] } },
        loopback,
      ],
      egress: [
        { action: 'Allow', destination: { selector: "role == 'node'" } },
        { action: 'Allow', protocol: 'UDP', destination: { nets: ['192.0.2.53/32'], ports: [53, 67] } },
        { action: 'Allow', protocol: 'TCP', destination: { nets: ['192.0.2.53/32'], ports: [53, 443] } },
        loopback,
      ],
    });
    const inTheEnd = words(reportOf(...nodes, controlPlane, worker, narrow, noFailsafes));
    expect(inTheEnd.filter((line) => !line.includes(' after '))).toEqual([]);
  });

  test('what the export leaves out is out: a disabled policy, a staged one', () => {
    const design = (disabled: readonly string[]): Manifest => ({
      apiVersion: 'firewright.dev/v1',
      kind: 'Design',
      metadata: { name: 'design' },
      spec: { disabled },
    });
    const deny = globalPolicy('deny-all', { selector: "role == 'node'", order: 1, ingress: [{ action: 'Deny' }] });
    const base = [...nodes, controlPlane, worker, nodesOnly, noFailsafes] as const;
    const quiet = words(reportOf(...base));
    expect(words(reportOf(...base, deny)).length).toBeGreaterThan(quiet.length);
    expect(words(reportOf(...base, deny, design(['GlobalNetworkPolicy.projectcalico.org/deny-all'])))).toEqual(quiet);
    const staged = { ...deny, kind: 'StagedGlobalNetworkPolicy' };
    expect(words(reportOf(...base, staged))).toEqual(quiet);
  });

  test('names are those of the target version: a tie that the prefix decides otherwise', () => {
    // By name `b` follows `a`; below 3.32 `zone.a` follows `b` only where `b` has no prefix of its own.
    const policy = (name: string, action: string): Manifest =>
      globalPolicy(name, {
        tier: 'zone',
        order: 1,
        selector: "role == 'node'",
        types: ['Ingress'],
        ingress: [{ action }],
      });
    const zone = tier('zone', { order: 10, defaultAction: 'Deny' });
    const manifests = [...nodes, controlPlane, worker, zone, policy('b', 'Deny'), policy('zone.c', 'Allow')];
    const document = documentOf([...manifests, noFailsafes]);
    expect(guardReport(document, {}, '3.31').dead.map(({ decidedBy }) => decidedBy)).toContain(
      'GlobalNetworkPolicy b, rule 1',
    );
  });
});

describe('while it is applied', () => {
  test('a host that is not known as a node yet is turned away, until it is', () => {
    // In the order of their names the worker comes first; the control plane has no label then that its rule could mean.
    const first = hostEndpoint('a-worker', 'worker', { expectedIPs: ['10.0.0.2'], profiles }, { role: 'node' });
    const second = hostEndpoint('b-cp', 'control-plane', { expectedIPs: ['10.0.0.1'], profiles }, { role: 'node' });
    expect(words(reportOf(...nodes, first, second, nodesOnly))).toEqual([
      'worker in KUBELET TCP 10250 after HostEndpoint a-worker',
    ]);
    expect(words(reportOf(...nodes, controlPlane, worker, nodesOnly))).toEqual([]);
  });

  test('a line that is dead in the end is told once', () => {
    const report = reportOf(...nodes, controlPlane, worker, globalPolicy('none', { selector: "role == 'node'" }));
    const keys = report.dead.map(
      ({ clusterNode, line, traffic }) => `${clusterNode} ${line.id} ${line.direction} ${traffic}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(report.dead.every(({ afterStep }) => afterStep === null)).toBe(true);
  });

  test('it says how far it is, and yields in between', () => {
    const { resources } = documentOf([...nodes, controlPlane, worker, nodesOnly]);
    const told: number[] = [];
    const steps = guardSteps(resources, { settings: {}, calicoVersion: defaultSettings.calicoVersion });
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      expect(step.value.total).toBe(2);
      told.push(step.value.done);
    }
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told)).toEqual(new Set([0, 1]));
  });
});

describe('what a death tells', () => {
  const report = reportOf(...nodes, controlPlane, worker, globalPolicy('none', { selector: "role == 'node'" }));
  const find = (id: string, name: string): DeadLine | undefined =>
    report.dead.find(({ line, clusterNode }) => line.id === id && clusterNode === name);

  test('who, what, by whom, and a packet that shows it', () => {
    expect(find('KUBELET', 'worker')).toMatchObject({
      hostEndpoint: 'HostEndpoint.projectcalico.org/b-worker',
      line: { direction: 'ingress', traffic: 'TCP 10250' },
      decidedBy: 'tier default, at its end',
      decider: 'GlobalNetworkPolicy.projectcalico.org/none',
      packet: { from: 'host/a-cp', to: 'host/b-worker', port: 10250 },
      sentence:
        'worker lets nothing in for the kubelet (TCP 10250) from host/a-cp: tier default selected it by none, no rule matched, the tier’s default action is Deny.',
    });
  });

  test('of automatic host endpoints the node is named', () => {
    const auto = calico('KubeControllersConfiguration', 'default', {
      controllers: { node: { hostEndpoint: { autoCreate: 'Enabled' } } },
    });
    const { dead } = reportOf(...nodes, auto, globalPolicy('none', { selector: 'all()', types: ['Ingress'] }));
    const ids = new Set<ResourceId>(dead.map(({ hostEndpoint }) => hostEndpoint));
    expect([...ids]).toEqual(['Node/control-plane', 'Node/worker']);
  });

  test('what can’t be evaluated is no death, and is said', () => {
    const broken = globalPolicy('broken', {
      selector: "role == 'node'",
      ingress: [{ action: 'Allow', source: { selector: 'a ==' } }],
    });
    const { dead, undecided } = reportOf(...nodes, controlPlane, worker, broken);
    expect(dead.filter(({ line }) => line.direction === 'ingress')).toEqual([]);
    expect(undecided.join('\n')).toContain('Whether the kubelet (TCP 10250) lives on worker can’t be said');
  });
});
