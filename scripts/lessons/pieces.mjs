/*
 * What the designs of the lessons are put together from: manifests as objects, short ways to write the usual ones.
 */

/** @typedef {Readonly<Record<string, unknown>>} Manifest */

const calicoApi = 'projectcalico.org/v3';

/** @param {string} name @param {string} address @param {Readonly<Record<string, string>>} [labels] @returns {Manifest} */
export const node = (name, address, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
  status: { addresses: [{ type: 'InternalIP', address }] },
});

/** @param {string} name @param {Readonly<Record<string, string>>} [labels] @returns {Manifest} */
export const namespace = (name, labels) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: labels === undefined ? { name } : { name, labels },
});

/**
 * @param {string} id `namespace/name`
 * @param {{ labels?: Readonly<Record<string, string>>, on: string, address?: string, ports?: Readonly<Record<string, number | string>> }} what
 *   without address: it uses its node's network; ports by name, `53/UDP` for what is not TCP
 * @returns {Manifest}
 */
export function pod(id, { labels, on, address, ports = {} }) {
  const [inNamespace, name] = id.split('/');
  const containerPorts = Object.entries(ports).map(([portName, written]) => {
    const [port, protocol] = `${written}`.split('/');
    return { name: portName, containerPort: Number(port), ...(protocol === undefined ? {} : { protocol }) };
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: inNamespace, ...(labels === undefined ? {} : { labels }) },
    spec: {
      nodeName: on,
      ...(address === undefined ? { hostNetwork: true } : {}),
      containers: [
        { name, image: `example/${name}:1`, ...(containerPorts.length === 0 ? {} : { ports: containerPorts }) },
      ],
    },
    ...(address === undefined ? {} : { status: { podIPs: [{ ip: address }] } }),
  };
}

/** @param {string} name @param {...string} nets @returns {Manifest} */
export const external = (name, ...nets) => ({
  apiVersion: 'firewright.dev/v1',
  kind: 'ExternalNetwork',
  metadata: { name },
  spec: { nets },
});

/** @param {string} kind @param {string} name @param {Manifest} spec @param {Manifest} [metadata] @returns {Manifest} */
export const calico = (kind, name, spec, metadata = {}) => ({
  apiVersion: calicoApi,
  kind,
  metadata: { name, ...metadata },
  spec,
});

/** @param {string} name @param {Manifest} spec */
export const globalPolicy = (name, spec) => calico('GlobalNetworkPolicy', name, spec);

/** @param {string} name @param {Manifest} spec */
export const tier = (name, spec) => calico('Tier', name, spec);

export const allowProfile = 'projectcalico-default-allow';

/**
 * On all interfaces of its node.
 *
 * @param {string} name @param {string} onNode @param {string} address
 * @param {{ labels: Readonly<Record<string, string>>, profiles?: readonly string[] }} what
 */
export const hostEndpoint = (name, onNode, address, { labels, profiles = [allowProfile] }) =>
  calico(
    'HostEndpoint',
    name,
    {
      node: onNode,
      interfaceName: '*',
      expectedIPs: [address],
      ...(profiles.length === 0 ? {} : { profiles }),
    },
    { labels },
  );

/** @param {string} name @param {Manifest} spec @returns {Manifest} */
export const clusterPolicy = (name, spec) => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec,
});

/** @param {string} id `namespace/name` @param {Manifest} spec @returns {Manifest} */
export function kubePolicy(id, spec) {
  const [inNamespace, name] = id.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: inNamespace },
    spec,
  };
}

/** @param {readonly (number | string)[]} ports @param {Manifest} [more] */
export const allowTcp = (ports, more = {}) => ({ action: 'Allow', protocol: 'TCP', ...more, destination: { ports } });

/**
 * A pair: `host/a > host/b TCP 22 allow`; with `at 127.0.0.1` behind the destination what the source dials.
 *
 * @param {string} text @param {string} [note] @returns {Manifest}
 */
export function pair(text, note) {
  const match = /^(\S+) > (\S+)(?: at (\S+))? (TCP|UDP|ICMP)(?: (\S+))? (allow|deny)$/.exec(text);
  if (match === null) throw new Error(`This is no pair: ${text}`);
  const [, from, to, toAddress, protocol, port, expect] = match;
  return {
    from,
    to,
    ...(toAddress === undefined ? {} : { toAddress }),
    protocol,
    ...(port === undefined ? {} : { port: /^\d+$/.test(port) ? Number(port) : port }),
    expect,
    ...(note === undefined ? {} : { note }),
  };
}

/** Pairs, one a line; what follows ` # ` is the note. @param {string} text */
export const pairs = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [what = '', note] = line.split(' # ');
      return pair(what, note);
    });
