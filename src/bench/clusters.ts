import type { Manifest } from '../core/model/document.ts';

/** What a generator makes before it is known to be JSON. */
type Draft = Readonly<Record<string, unknown>>;

export interface ClusterSize {
  /** Pods, host endpoints and external networks together. */
  readonly endpoints: number;
  readonly policies: number;
  readonly namespaces: number;
  /** Different workloads in each namespace. */
  readonly apps: number;
}

const policyKinds = 5;
const externals = [['203.0.113.0/24'], ['198.51.100.0/25', '198.51.100.192/26']] as const;

/**
 * A cluster as companies run it: namespaces of teams, workloads of several replicas spread over the nodes, each with its
 * own labels; policies select one workload and let in others of the namespace, of other teams, a net or a service's port.
 */
export function realisticCluster({ endpoints, policies, namespaces, apps }: ClusterSize): readonly Manifest[] {
  const nodes = Math.max(2, Math.min(50, Math.floor(endpoints / 30)));
  const pods = endpoints - nodes - externals.length - 1;
  const drafts = [
    ...times(nodes, (index) => clusterNode(index)),
    ...times(nodes, (index) => hostEndpoint(index)),
    ...times(namespaces, (index) => namespace(index)),
    ...times(pods, (index) => pod(index, { namespaces, apps, nodes })),
    ...externals.map((nets, index) => externalNetwork(index, nets)),
    networkSet(),
    tier('security', 100),
    tier('platform', 500),
    ...guardrails(),
    ...times(policies - guardrails().length, (index) => workloadPolicy(index, { namespaces, apps })),
  ];
  return drafts as readonly Manifest[]; // the drafts are literals of JSON
}

/** No two endpoints alike: each has a label of its own, and its own policy that lets one other in. */
export function distinctCluster(endpoints: number, policies: number): readonly Manifest[] {
  const pods = endpoints - 1;
  const drafts = [
    namespace(0),
    ...times(pods, (index) => plainPod(index, 'team-0', { app: `app-${index}`, group: `g${index % 32}` }, null)),
    ...times(policies, (index) =>
      namespacedPolicy(index, 'team-0', {
        selector: index % 10 === 9 ? `group == 'g${index % 32}'` : `app == 'app-${index % pods}'`,
        order: index,
        types: ['Ingress', 'Egress'],
        ingress: [
          allow('TCP', [1000 + (index % 400)], { selector: `app == 'app-${(index * 7 + 1) % pods}'` }),
          allow('TCP', [443], { selector: `group in {'g${index % 32}', 'g${(index + 5) % 32}'}` }),
        ],
        egress: [{ action: index % 4 === 0 ? 'Pass' : 'Allow' }],
      }),
    ),
  ];
  return drafts as readonly Manifest[]; // the drafts are literals of JSON
}

interface Spread {
  readonly namespaces: number;
  readonly apps: number;
}

function times(count: number, make: (index: number) => Draft): readonly Draft[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => make(index));
}

function clusterNode(index: number): Draft {
  const status = { addresses: [{ type: 'InternalIP', address: `10.0.0.${index + 1}` }] };
  const labels = { zone: `z${index % 3}`, ...(index < 3 ? { role: 'control-plane' } : { role: 'worker' }) };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${index}`, labels }, status };
}

function hostEndpoint(index: number): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: `node-${index}-eth0`, labels: { role: index < 3 ? 'control-plane' : 'worker' } },
    spec: { node: `node-${index}`, interfaceName: 'eth0', expectedIPs: [`10.0.0.${index + 1}`] },
  };
}

function namespace(index: number): Draft {
  const labels = { team: `team-${index}`, stage: stages[index % stages.length] };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${index}`, labels } };
}

const stages = ['prod', 'staging', 'dev'] as const;
const layers = ['web', 'api', 'worker', 'db', 'cache'] as const;

function appLabels(app: number): Readonly<Record<string, string | undefined>> {
  return { app: `app-${app}`, layer: layers[app % layers.length], 'managed-by': 'helm' };
}

function pod(index: number, { namespaces, apps, nodes }: Spread & { readonly nodes: number }): Draft {
  const workload = index % (namespaces * apps);
  const team = `team-${workload % namespaces}`;
  // Replicas differ in labels that no policy asks for, as those of a StatefulSet do.
  const own = { 'statefulset.kubernetes.io/pod-name': `pod-${index}` };
  const labels = { ...appLabels(Math.floor(workload / namespaces)), ...(index % 5 === 0 ? own : {}) };
  return plainPod(index, team, labels, `node-${(index * 7) % nodes}`);
}

function plainPod(index: number, team: string, labels: Draft, nodeName: string | null): Draft {
  const ports = [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090 },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: team, name: `pod-${index}`, labels },
    spec: { ...(nodeName === null ? {} : { nodeName }), containers: [{ name: 'main', image: 'example/app:1', ports }] },
    status: { phase: 'Running', podIPs: [{ ip: `10.${100 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}` }] },
  };
}

function externalNetwork(index: number, nets: readonly string[]): Draft {
  const metadata = { name: `partner-${index}` };
  return { apiVersion: 'firewright.dev/v1', kind: 'ExternalNetwork', metadata, spec: { nets } };
}

function networkSet(): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkSet',
    metadata: { name: 'blocked', labels: { threat: 'feed' } },
    spec: { nets: ['203.0.113.64/26', '192.0.2.0/24'] },
  };
}

function tier(name: string, order: number): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    metadata: { name },
    spec: { order, defaultAction: 'Pass' },
  };
}

function allow(protocol: string, ports: readonly (number | string)[], source: Draft): Draft {
  return { action: 'Allow', protocol, source, destination: { ports } };
}

/** For everyone: a threat feed, name lookups, and what reaches the nodes. */
function guardrails(): readonly Draft[] {
  const dns = { action: 'Allow', protocol: 'UDP', destination: { selector: "layer == 'cache'", ports: [53] } };
  return [
    globalPolicy('security.threats', {
      tier: 'security',
      order: 1,
      selector: 'all()',
      types: ['Ingress', 'Egress'],
      ingress: [{ action: 'Deny', source: { selector: "threat == 'feed'" } }],
      egress: [{ action: 'Deny', destination: { selector: "threat == 'feed'" } }],
    }),
    globalPolicy('platform.dns', {
      tier: 'platform',
      order: 1,
      selector: 'has(layer)',
      types: ['Egress'],
      egress: [dns],
    }),
    globalPolicy('platform.nodes', {
      tier: 'platform',
      order: 2,
      selector: "role in {'worker', 'control-plane'}",
      types: ['Ingress'],
      ingress: [
        allow('TCP', [10250], { selector: "role == 'control-plane'" }),
        allow('TCP', ['30000:32767'], {}),
        allow('TCP', [9100], { nets: ['10.0.0.0/16'] }),
      ],
    }),
  ];
}

function globalPolicy(name: string, spec: Draft): Draft {
  return { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec };
}

function namespacedPolicy(index: number, team: string, spec: Draft): Draft {
  const metadata = { namespace: team, name: `policy-${index}` };
  return { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata, spec };
}

function workloadPolicy(index: number, { namespaces, apps }: Spread): Draft {
  const team = index % namespaces;
  const app = Math.floor(index / namespaces) % apps;
  const selector = `app == 'app-${app}'`;
  const other = (step: number): string => `app == 'app-${(app + step) % apps}'`;
  const order = 100 + (index % 7);
  switch (index % policyKinds) {
    case 0:
      return namespacedPolicy(index, `team-${team}`, {
        selector,
        order,
        types: ['Ingress'],
        ingress: [
          allow('TCP', [8080, 8443], { selector: other(1) }),
          allow('TCP', ['metrics'], { namespaceSelector: "team == 'team-0'" }),
        ],
      });
    case 1:
      return namespacedPolicy(index, `team-${team}`, {
        selector,
        order,
        types: ['Egress'],
        egress: [
          { action: 'Allow', protocol: 'TCP', destination: { selector: other(2), ports: [5432, '6379:6380'] } },
          { action: 'Allow', destination: { nets: ['203.0.113.0/24'] } },
        ],
      });
    case 2:
      return kubePolicy(index, `team-${team}`, app, (app + 1) % apps);
    case 3:
      return namespacedPolicy(index, `team-${team}`, {
        selector: `layer == '${layers[app % layers.length]}'`,
        order,
        types: ['Ingress'],
        ingress: [
          allow('TCP', ['http'], {
            namespaceSelector: `stage == '${stages[index % stages.length]}'`,
            selector: "layer == 'web'",
          }),
        ],
      });
    default:
      return namespacedPolicy(index, `team-${team}`, {
        selector,
        order,
        types: ['Ingress', 'Egress'],
        ingress: [
          { action: 'Deny', protocol: 'TCP', source: { selector: other(3) }, destination: { ports: [22] } },
          allow('TCP', [8080], { notSelector: other(2) }),
        ],
        egress: [{ action: 'Pass' }],
      });
  }
}

function kubePolicy(index: number, team: string, app: number, from: number): Draft {
  const podSelector = { matchLabels: { app: `app-${app}` } };
  const peer = { podSelector: { matchLabels: { app: `app-${from}` } } };
  const spec = {
    podSelector,
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [peer, { ipBlock: { cidr: '198.51.100.0/24', except: ['198.51.100.64/26'] } }],
        ports: [
          { protocol: 'TCP', port: 'http' },
          { protocol: 'TCP', port: 9000, endPort: 9010 },
        ],
      },
    ],
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: team, name: `policy-${index}` },
    spec,
  };
}
