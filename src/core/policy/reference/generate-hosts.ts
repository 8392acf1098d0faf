import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

/** None, one or several that compete (R5.5). */
export function hostEndpoints(random: Random, node: string, index: number): readonly Draft[] {
  const shapes = random.pick<readonly string[]>([
    [],
    ['*'],
    ['*'],
    ['eth0'],
    ['eth0', '*'],
    ['', '*'],
    ['*', '*'],
    [''],
    ['eth7'],
    ['eth1'],
    ['lo', '*'],
    ['eth0', ''],
    ['eth0'],
    ['eth0', 'eth0'],
    ['ens5', 'eth0'],
  ]);
  return shapes.map((interfaceName, rank) => {
    const mustList = interfaceName === ''; // R8.30
    const own = random.pick([
      [`10.0.0.${index}`],
      [`10.0.0.${index}`],
      [`10.0.0.${index}`, `fd00:1::${index}`],
      [`10.9.0.${index}`],
      [`10.0.0.${index}`, '10.1.1.1', '10.1.2.2'], // those of pods
    ]);
    return {
      apiVersion: 'projectcalico.org/v3',
      kind: 'HostEndpoint',
      metadata: { name: hostName(random, node, rank), labels: hostLabels(random) },
      spec: {
        node,
        ...(interfaceName === '' ? {} : { interfaceName }),
        ...(mustList || random.chance(0.8) ? { expectedIPs: own } : {}),
        ...random.maybe(0.85, () => ({ profiles: profiles(random) })),
        ...random.maybe(0.4, () => ({ ports: [hostPort(random)] })),
      },
    };
  });
}

/** The controller takes the place of one that has the name of its own (R1.21). */
function hostName(random: Random, node: string, rank: number): string {
  return random.chance(0.04) && rank === 0 ? `${node}-auto-hep` : `h${random.pick(['a', 'b', 'c'])}${rank}-${node}`;
}

function hostPort(random: Random): Draft {
  return { name: random.pick(word.portNames), protocol: random.pick(word.transport), port: random.pick(word.ports) };
}

/** R3.5, R1.24: what a label says of a host endpoint is taken as it is, even where it lies. */
function hostLabels(random: Random): Draft {
  return {
    ...word.labels(random),
    ...random.maybe(0.06, () => ({ 'projectcalico.org/namespace': 'prod' })),
    ...random.maybe(0.05, () => ({ 'projectcalico.org/created-by': 'calico-kube-controllers' })),
  };
}

function profiles(random: Random): readonly string[] {
  return random.pick([
    ['projectcalico-default-allow'],
    ['projectcalico-default-allow'],
    ['projectcalico-default-allow'],
    ['projectcalico-default-allow'],
    ['kns.prod'],
    ['ksa.prod.builder'],
    ['ksa.prod.builder', 'projectcalico-default-allow'],
    ['missing', 'projectcalico-default-allow'],
  ]);
}

/**
 * R6.6: a host endpoint that shares the address of the first pod and has a port by a name; it polices nothing (R3.2), and
 * a rule that asks for a port of that name means those of pods only.
 */
export function namedPortTwins(random: Random): readonly Draft[] {
  const [name, port] = [random.pick(word.portNames), random.pick(word.ports)];
  const host = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: 'twin' },
    spec: { node: 'n9', interfaceName: 'eth0', expectedIPs: ['10.1.1.1'], ports: [{ name, protocol: 'TCP', port }] },
  };
  const destination = { selector: "projectcalico.org/orchestrator == 'k8s'", ports: [name] };
  const rules = [{ action: random.pick(['Allow', 'Deny']), protocol: 'TCP', destination }, { action: 'Pass' }];
  const direction = random.pick([
    { types: ['Egress'], egress: rules },
    { types: ['Ingress'], ingress: rules },
  ]);
  const policy = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'twins' },
    spec: { order: -100, ...direction },
  };
  return [host, policy];
}
