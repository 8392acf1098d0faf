import { allowTcp, calico, external, globalPolicy, hostEndpoint, namespace, node, pod, tier } from '../pieces.mjs';

const isNode = { labels: { role: 'node' } };
export const cluster = [
  node('node-a', '192.168.20.11'),
  node('node-b', '192.168.20.12'),
  namespace('shop', { name: 'shop' }),
  namespace('ops', { name: 'ops' }),
  pod('shop/web', { labels: { app: 'web' }, on: 'node-a', address: '10.20.1.10', ports: { http: 8080 } }),
  pod('shop/api', { labels: { app: 'api' }, on: 'node-a', address: '10.20.1.20', ports: { http: 8080 } }),
  pod('shop/db', {
    labels: { app: 'db' },
    on: 'node-b',
    address: '10.20.2.10',
    ports: { postgres: 5432, metrics: 9187 },
  }),
  pod('ops/scraper', { labels: { app: 'scraper' }, on: 'node-b', address: '10.20.2.20' }),
];
const report = pod('shop/report', { labels: { app: 'report' }, on: 'node-a', address: '10.20.1.30' });
export const withReport = [...cluster, report];
export const app = tier('app', { order: 500, defaultAction: 'Deny' });

/** @param {string} selector @param {number} port */
const from = (selector, port) => allowTcp([port], { source: { selector } });
/** @param {readonly Readonly<Record<string, unknown>>[]} ingress */
const guard = (ingress) => ({ tier: 'app', order: 100, selector: "app == 'db'", types: ['Ingress'], ingress });
const fromApi = from("app == 'api'", 5432);
const fromReport = from("app == 'report'", 5432);
const fromScraper = from("app == 'scraper'", 9187);

/** @param {string} name @param {Readonly<Record<string, unknown>>} spec */
const staged = (name, spec) => calico('StagedGlobalNetworkPolicy', name, spec);
export const stagedGuard = staged('db-guard', { stagedAction: 'Set', ...guard([fromApi]) });
export const enforcedGuard = globalPolicy('db-guard', guard([fromApi, fromScraper]));
export const stagedChange = staged('db-guard', { stagedAction: 'Set', ...guard([fromApi, fromReport]) });
export const changedGuard = globalPolicy('db-guard', guard([fromApi, fromReport, fromScraper]));

export const legacy = globalPolicy('legacy-open', {
  tier: 'app',
  order: 1,
  selector: "app == 'db'",
  types: ['Ingress'],
  ingress: [{ action: 'Allow' }],
});
export const stagedRemoval = staged('legacy-open', { tier: 'app', stagedAction: 'Delete' });

export const hosts = [
  ...cluster,
  external('office', '203.0.113.0/24'),
  hostEndpoint('node-a', 'node-a', '192.168.20.11', isNode),
  hostEndpoint('node-b', 'node-b', '192.168.20.12', isNode),
  tier('host-firewall', { order: 600, defaultAction: 'Deny' }),
];
/** @param {readonly Readonly<Record<string, unknown>>[]} ingress */
const hostFirewall = (ingress) => ({
  tier: 'host-firewall',
  order: 100,
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress,
});
const officeSsh = allowTcp([22], { source: { nets: ['203.0.113.0/24'] } });
export const stagedFirewall = staged('node-firewall', { stagedAction: 'Set', ...hostFirewall([officeSsh]) });
export const enforcedFirewall = globalPolicy(
  'node-firewall',
  hostFirewall([
    officeSsh,
    { action: 'Allow', source: { selector: "role == 'node'" } },
    { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } },
  ]),
);

export const allOpen = `
  shop/api > shop/db TCP 5432 allow
  ops/scraper > shop/db TCP 9187 allow # Metrics.
  shop/web > shop/db TCP 5432 allow # Nobody wants that.
  shop/web > shop/api TCP 8080 allow`;
export const guardedPairs = allOpen.replace('db TCP 5432 allow # Nobody wants that.', 'db TCP 5432 deny');
export const changedPairs = `${guardedPairs}
  shop/report > shop/db TCP 5432 allow`;
export const hostPairs = `
  host/node-a > host/node-b TCP 10250 allow # Kubelet.
  external/office > host/node-a TCP 22 allow
  external/internet > host/node-a TCP 9100 deny`;
