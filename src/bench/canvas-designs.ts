import { printYaml } from '../core/manifest/yaml.ts';
import type { Manifest } from '../core/model/document.ts';
import { realisticCluster } from './clusters.ts';

type Draft = Readonly<Record<string, unknown>>;

export interface BenchDesign {
  readonly text: string;
  /** Rows of its matrix. */
  readonly endpoints: number;
}

const clusterNodes = 10;
const namespaces = 12;
/** The Internet is there in every design. */
const boxesAndHosts = 2 * clusterNodes + namespaces + 1;

/**
 * A design whose picture is the same at each evaluation: boxes and cards together are `vertices`, no two pods alike, so that
 * none are stacked, and `arrows` flows are drawn, of each verdict some.
 */
export function pictureDesign(vertices: number, arrows: number): BenchDesign {
  const pods = vertices - boxesAndHosts;
  const drafts = [
    ...times(clusterNodes, clusterNode),
    ...times(clusterNodes, hostEndpoint),
    ...times(namespaces, (index) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${index}` } })),
    ...times(pods, pod),
    ...times(namespaces, policy),
    {
      apiVersion: 'firewright.dev/v1',
      kind: 'Design',
      metadata: { name: 'design' },
      spec: { flows: flows(pods, arrows) },
    },
  ];
  const endpoints = pods + clusterNodes + 1;
  return { text: asText(drafts as readonly Manifest[]), endpoints }; // the drafts are literals of JSON
}

/** A cluster as companies run it, as one file. */
export function clusterDesign(endpoints: number, policies: number): BenchDesign {
  const grown = endpoints > 1000 ? { namespaces: 60, apps: 20 } : { namespaces: 8, apps: 6 };
  return { text: asText(realisticCluster({ endpoints, policies, ...grown })), endpoints };
}

function asText(manifests: readonly Manifest[]): string {
  return manifests.map(printYaml).join('---\n');
}

function times(count: number, make: (index: number) => Draft): readonly Draft[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => make(index));
}

function clusterNode(index: number): Draft {
  const status = { addresses: [{ type: 'InternalIP', address: `10.0.0.${index + 1}` }] };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${index}` }, status };
}

function hostEndpoint(index: number): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: `node-${index}-eth0`, labels: { role: 'node' } },
    spec: { node: `node-${index}`, interfaceName: 'eth0', expectedIPs: [`10.0.0.${index + 1}`] },
  };
}

function teamOf(pod: number): string {
  return `team-${pod % namespaces}`;
}

function pod(index: number): Draft {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: teamOf(index),
      name: `pod-${index}`,
      labels: { app: `app-${index}`, group: `g${index % 5}` },
    },
    spec: { nodeName: `node-${(index * 7) % clusterNodes}`, containers: [{ name: 'main', image: 'example/app:1' }] },
    status: { phase: 'Running', podIPs: [{ ip: `10.100.${index >> 8}.${index & 255}` }] },
  };
}

/** Every third namespace lets all in, every third one port, every third one group. */
function policy(index: number): Draft {
  const [source, ports] = [{ selector: `group == 'g${index % 5}'` }, { ports: [8080] }];
  const rules = [
    [{ action: 'Allow' }],
    [{ action: 'Allow', protocol: 'TCP', destination: ports }],
    [{ action: 'Allow', source }],
  ];
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { namespace: `team-${index}`, name: 'ingress' },
    spec: { selector: 'all()', types: ['Ingress'], ingress: rules[index % rules.length] },
  };
}

/** From each pod to the one next to it in another namespace, then to the one after that, and so on: no pair twice. */
function flows(pods: number, count: number): readonly Draft[] {
  return times(count, (index) => {
    const [from, round] = [index % pods, Math.floor(index / pods)];
    const to = (from + 1 + round) % pods;
    return { from: `${teamOf(from)}/pod-${from}`, to: `${teamOf(to)}/pod-${to}` };
  });
}
