import { allowTcp, external, globalPolicy, hostEndpoint, namespace, node, pairs, pod } from '../pieces.mjs';

const host = { labels: { role: 'host' } };
export const cluster = [
  node('control', '192.168.10.10', { 'node-role.kubernetes.io/control-plane': '' }),
  node('worker-a', '192.168.10.21'),
  node('worker-b', '192.168.10.22'),
  namespace('kube-system', { name: 'kube-system' }),
  namespace('shop', { name: 'shop' }),
  pod('kube-system/dns', {
    labels: { app: 'dns' },
    on: 'control',
    address: '10.240.0.53',
    ports: { dns: '53/UDP', 'dns-tcp': 53 },
  }),
  pod('shop/web', { labels: { app: 'web' }, on: 'worker-a', address: '10.240.1.10', ports: { http: 8080 } }),
  pod('shop/db', { labels: { app: 'db' }, on: 'worker-b', address: '10.240.2.10', ports: { postgres: 5432 } }),
  external('admins', '198.51.100.0/24'),
  external('registry', '203.0.113.10/32'),
  hostEndpoint('control', 'control', '192.168.10.10', host),
  hostEndpoint('worker-a', 'worker-a', '192.168.10.21', host),
  hostEndpoint('worker-b', 'worker-b', '192.168.10.22', host),
];

const both = ['Ingress', 'Egress'];
/** @param {Readonly<Record<string, unknown>>} who */
export const denied = (who) => globalPolicy('default-deny', { order: 2000, ...who, types: both });
export const deniedPods = denied({ selector: 'all()', namespaceSelector: 'all()' });
export const deniedNegative = denied({ namespaceSelector: "name != 'kube-system'" });

const dnsPorts = [
  { action: 'Allow', protocol: 'UDP', destination: { selector: "app == 'dns'", ports: [53] } },
  { action: 'Allow', protocol: 'TCP', destination: { selector: "app == 'dns'", ports: [53] } },
];
export const opened = [
  globalPolicy('dns-for-pods', {
    order: 100,
    selector: 'all()',
    namespaceSelector: 'all()',
    types: ['Egress'],
    egress: dnsPorts,
  }),
  globalPolicy('dns', {
    order: 100,
    selector: "app == 'dns'",
    types: ['Ingress'],
    ingress: [
      { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } },
      { action: 'Allow', protocol: 'TCP', destination: { ports: [53] } },
    ],
  }),
  globalPolicy('web-to-db', {
    order: 100,
    selector: "app == 'web'",
    types: ['Egress'],
    egress: [{ action: 'Allow', protocol: 'TCP', destination: { selector: "app == 'db'", ports: [5432] } }],
  }),
  globalPolicy('db-from-web', {
    order: 100,
    selector: "app == 'db'",
    types: ['Ingress'],
    ingress: [allowTcp([5432], { source: { selector: "app == 'web'" } })],
  }),
];

export const lifeLines = globalPolicy('host-life-lines', {
  order: 100,
  selector: "role == 'host'",
  types: both,
  ingress: [
    { action: 'Allow', source: { selector: "role == 'host'" } },
    { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } },
    allowTcp([22, 6443], { source: { nets: ['198.51.100.0/24'] } }),
  ],
  egress: [{ action: 'Allow' }],
});

export const shopPairs = `
  shop/web > shop/db TCP 5432 allow
  shop/web > kube-system/dns UDP 53 allow
  shop/db > kube-system/dns TCP 53 allow
  shop/db > shop/web TCP 8080 deny`;
export const hostPairs = `
  host/control > host/worker-a TCP 10250 allow # Kubelet.
  host/worker-a > external/registry TCP 443 allow # Images.
  host/worker-b > host/control TCP 6443 allow # API server.
  external/admins > host/worker-a TCP 22 allow # SSH.`;
export const closedPairs = `
  external/internet > host/worker-a TCP 9100 deny
  shop/web > host/worker-b TCP 10250 deny # A pod has no business with a kubelet.`;
export const loopbackPairs = `
  host/worker-a > host/worker-a at 127.0.0.1 TCP 10248 allow
  host/control > host/control at 127.0.0.1 TCP 10257 allow`;

export const openHosts = pairs(`${hostPairs}
  external/internet > host/worker-a TCP 9100 allow`);
