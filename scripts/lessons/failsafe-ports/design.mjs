import { allowTcp, calico, external, globalPolicy, hostEndpoint, namespace, node, pod, tier } from '../pieces.mjs';

const edge = { labels: { role: 'edge' } };
export const cluster = [
  node('edge-1', '192.0.2.11'),
  node('edge-2', '192.0.2.12'),
  namespace('apps'),
  pod('apps/jump', { labels: { app: 'jump' }, on: 'edge-1', address: '10.250.1.5', ports: { ssh: 22 } }),
  external('office', '203.0.113.0/24'),
  hostEndpoint('edge-1', 'edge-1', '192.0.2.11', edge),
  hostEndpoint('edge-2', 'edge-2', '192.0.2.12', edge),
];
const both = ['Ingress', 'Egress'];
export const denyAll = globalPolicy('deny-hosts', { order: 1000, selector: "role == 'edge'", types: both });

export const firstTier = tier('incident', { order: 1, defaultAction: 'Pass' });
export const denySsh = globalPolicy('close-ssh', {
  tier: 'incident',
  order: 1,
  selector: "role == 'edge'",
  types: ['Ingress'],
  ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [22] } }],
});

/** @param {readonly unknown[]} inbound @param {Readonly<Record<string, unknown>>} [more] */
export const felix = (inbound, more = {}) =>
  calico('FelixConfiguration', 'default', {
    defaultEndpointToHostAction: 'Accept',
    failsafeInboundHostPorts: inbound,
    ...more,
  });
/** @param {number} port @param {string} [net] */
const tcp = (port, net) => ({ protocol: 'TCP', port, ...(net === undefined ? {} : { net }) });
const inboundButSsh = [
  { protocol: 'UDP', port: 68 },
  ...[179, 2379, 2380, 5473, 6443, 6666, 6667].map((port) => tcp(port)),
];
export const sshFromOffice = felix([tcp(22, '203.0.113.0/24'), ...inboundButSsh]);
export const only9100 = felix([tcp(9100)]);
export const with9100 = felix([tcp(22), ...inboundButSsh, tcp(9100)]);
export const none = felix([], { failsafeOutboundHostPorts: [] });

export const podDeny = globalPolicy('deny-pods', {
  order: 1000,
  selector: 'all()',
  namespaceSelector: 'all()',
  types: ['Ingress'],
});
export const podSsh = globalPolicy('jump-from-office', {
  order: 100,
  selector: "app == 'jump'",
  types: ['Ingress'],
  ingress: [allowTcp([22], { source: { nets: ['203.0.113.0/24'] } })],
});

const betweenHosts = [22, 179, 2379, 2380, 5473, 6443];
export const instead = globalPolicy('life-lines', {
  order: 100,
  selector: "role == 'edge'",
  types: both,
  ingress: [
    allowTcp([22, 6443], { source: { nets: ['203.0.113.0/24'] } }),
    allowTcp(betweenHosts, { source: { selector: "role == 'edge'" } }),
    { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } },
  ],
  egress: [
    { action: 'Allow', protocol: 'TCP', destination: { selector: "role == 'edge'", ports: betweenHosts } },
    { action: 'Allow', protocol: 'UDP', destination: { ports: [53, 67] } },
    { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } },
  ],
});

export const doors = `
  external/internet > host/edge-1 TCP 22 allow # A failsafe port.
  external/internet > host/edge-1 TCP 6443 allow # A failsafe port.
  external/internet > host/edge-1 TCP 8080 deny
  host/edge-1 > host/edge-2 TCP 179 allow # A failsafe port at both ends.
  host/edge-1 > external/internet UDP 53 allow # An outbound failsafe port.
  host/edge-1 > external/internet TCP 443 deny`;
