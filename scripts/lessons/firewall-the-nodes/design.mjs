import {
  allowTcp,
  calico,
  clusterPolicy,
  globalPolicy,
  hostEndpoint,
  namespace,
  node,
  pairs,
  pod,
  tier,
} from '../pieces.mjs';

export const cluster = [
  node('policy-llm-control-plane', '172.18.0.2', { 'node-role.kubernetes.io/control-plane': '' }),
  node('policy-llm-worker', '172.18.0.3'),
  namespace('prod', { env: 'prod' }),
  namespace('dev', { env: 'dev' }),
  namespace('kube-system'),
  namespace('calico-system'),
  pod('prod/backend', {
    labels: { app: 'backend' },
    on: 'policy-llm-control-plane',
    address: '10.244.0.10',
    ports: { http: 8080 },
  }),
  pod('dev/frontend', {
    labels: { app: 'frontend' },
    on: 'policy-llm-worker',
    address: '10.244.1.20',
    ports: { http: 8080 },
  }),
  pod('kube-system/kube-apiserver', {
    labels: { component: 'kube-apiserver', tier: 'control-plane' },
    on: 'policy-llm-control-plane',
    ports: { https: 6443 },
  }),
  pod('calico-system/calico-node', { labels: { 'k8s-app': 'calico-node' }, on: 'policy-llm-control-plane' }),
];

const isNode = { labels: { role: 'node' } };
export const endpoints = [
  hostEndpoint('node-control-plane', 'policy-llm-control-plane', '172.18.0.2', isNode),
  hostEndpoint('node-worker', 'policy-llm-worker', '172.18.0.3', isNode),
];
export const bareEndpoints = [
  hostEndpoint('node-control-plane', 'policy-llm-control-plane', '172.18.0.2', { ...isNode, profiles: [] }),
  hostEndpoint('node-worker', 'policy-llm-worker', '172.18.0.3', { ...isNode, profiles: [] }),
];
export const hostFirewall = tier('host-firewall', { order: 1000000, defaultAction: 'Deny' });

const admitted = "role == 'node' || has(k8s-app) || tier == 'control-plane'";
export const fromAdmitted = { action: 'Allow', source: { selector: admitted } };
/** @param {Readonly<Record<string, unknown>>} [more] @param {string} [name] */
export const firewall = (more = {}, name = 'node-host-firewall') =>
  globalPolicy(name, {
    tier: 'host-firewall',
    order: 100,
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [fromAdmitted],
    ...more,
  });
export const loopbackRule = { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } };
export const guarded = [...cluster, hostFirewall, ...endpoints];
export const observed = [...guarded, firewall()];

export const pool = calico('IPPool', 'default-ipv4-ippool', { cidr: '10.244.0.0/16', natOutgoing: true });
export const felix = calico('FelixConfiguration', 'default', {
  defaultEndpointToHostAction: 'Accept',
  natOutgoingExclusions: 'IPPoolsAndHostIPs',
});
export const debugPod = pod('dev/debug', { on: 'policy-llm-worker' });

export const noPodTraffic = clusterPolicy('no-pod-traffic', {
  tier: 'Admin',
  priority: 10,
  subject: { namespaces: {} },
  ingress: [{ name: 'everything', action: 'Deny', from: [{ namespaces: {} }] }],
});
/** @param {Readonly<Record<string, unknown>>} item of what is denied */
export const noPodsToNodes = (item) =>
  clusterPolicy('no-pods-to-nodes', {
    tier: 'Admin',
    priority: 20,
    subject: { namespaces: {} },
    egress: [{ name: 'nodes', action: 'Deny', to: [{ networks: ['172.18.0.0/16'] }], ...item }],
  });

export const early = globalPolicy('no-metrics-between-nodes', {
  tier: 'default',
  order: 100,
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress: [
    { action: 'Deny', protocol: 'TCP', source: { selector: "role == 'node'" }, destination: { ports: [9100] } },
    { action: 'Pass' },
  ],
});
export const baseline = globalPolicy('metrics-for-prod', {
  tier: 'kube-baseline',
  order: 100,
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress: [allowTcp([9100], { source: { namespaceSelector: "env == 'prod'" } })],
});
export const belowBaseline = tier('host-firewall', { order: 10000001, defaultAction: 'Deny' });

export const infrastructurePairs = `
  host/node-control-plane > host/node-worker TCP 10250 allow # Node to node.
  calico-system/calico-node > host/node-worker TCP 10250 allow # Infrastructure.
  kube-system/kube-apiserver > host/node-control-plane TCP 10250 allow # The control plane.`;
export const applicationPairs = `
  prod/backend > host/node-worker TCP 8080 deny # An application pod has no business on a node.
  dev/frontend > host/node-control-plane TCP 8080 deny # The same on the other node.`;
export const told = pairs(infrastructurePairs + applicationPairs);
export const allOpen = pairs(`${infrastructurePairs}${applicationPairs}`.replaceAll(/ deny #.*/g, ' allow'));
export const bareOpen = pairs(`
  prod/backend > host/policy-llm-worker TCP 8080 allow # Nothing guards the node.
  dev/frontend > host/policy-llm-control-plane TCP 8080 allow # Nothing guards the node.
  host/policy-llm-control-plane > host/policy-llm-worker TCP 10250 allow`);
export const probes = pairs(`
  host/node-control-plane > host/node-control-plane at 127.0.0.1 TCP 10257 allow
  host/node-worker > host/node-worker at 127.0.0.1 TCP 9099 allow`);

export const both = ['HostEndpoint.projectcalico.org/node-control-plane', 'HostEndpoint.projectcalico.org/node-worker'];
