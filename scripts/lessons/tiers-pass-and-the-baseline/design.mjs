import { allowTcp, clusterPolicy, globalPolicy, kubePolicy, namespace, node, pod, tier } from '../pieces.mjs';

export const cluster = [
  node('node-a', '192.168.30.11'),
  node('node-b', '192.168.30.12'),
  namespace('shop', { name: 'shop' }),
  namespace('partner', { name: 'partner' }),
  namespace('ops', { name: 'ops' }),
  pod('shop/web', { labels: { app: 'web' }, on: 'node-a', address: '10.30.1.10', ports: { http: 8080 } }),
  pod('shop/db', {
    labels: { app: 'db' },
    on: 'node-b',
    address: '10.30.2.10',
    ports: { postgres: 5432, metrics: 9187 },
  }),
  pod('partner/crawler', { labels: { app: 'crawler' }, on: 'node-b', address: '10.30.2.20' }),
  pod('ops/monitor', { labels: { app: 'monitor' }, on: 'node-a', address: '10.30.1.20' }),
];

export const security = tier('security', { order: 100, defaultAction: 'Deny' });
const denyPartner = { action: 'Deny', source: { namespaceSelector: "name == 'partner'" } };
/** @param {readonly Readonly<Record<string, unknown>>[]} ingress */
const noPartner = (ingress) =>
  globalPolicy('no-partner-at-db', {
    tier: 'security',
    order: 100,
    selector: "app == 'db'",
    types: ['Ingress'],
    ingress,
  });
export const endsInDeny = noPartner([denyPartner]);
export const endsInPass = noPartner([denyPartner, { action: 'Pass' }]);

export const dbFromWeb = kubePolicy('shop/db', {
  podSelector: { matchLabels: { app: 'db' } },
  policyTypes: ['Ingress'],
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 5432 }] }],
});
export const webFromPartner = kubePolicy('shop/web', {
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress'],
  ingress: [
    {
      from: [{ namespaceSelector: { matchLabels: { name: 'partner' } } }],
      ports: [{ protocol: 'TCP', port: 8080 }],
    },
  ],
});

/** @param {string} name @param {readonly Readonly<Record<string, unknown>>[]} ingress */
const late = (name, ingress) =>
  globalPolicy(name, { order: 2000, selector: "app == 'db'", types: ['Ingress'], ingress });
export const lateAllow = late('search-for-a-fault', [{ action: 'Allow' }]);
export const lateMetrics = late('metrics-for-ops', [
  allowTcp([9187], { source: { namespaceSelector: "name == 'ops'" } }),
]);

const shop = { namespaces: { matchLabels: { name: 'shop' } } };
export const adminDeny = clusterPolicy('no-partner-in-shop', {
  tier: 'Admin',
  priority: 10,
  subject: shop,
  ingress: [{ name: 'partner', action: 'Deny', from: [{ namespaces: { matchLabels: { name: 'partner' } } }] }],
});
/** @param {number} order */
export const exceptions = (order) => tier('exceptions', { order, defaultAction: 'Pass' });
export const exception = globalPolicy('crawler-to-web', {
  tier: 'exceptions',
  order: 100,
  selector: "app == 'web'",
  types: ['Ingress'],
  ingress: [allowTcp([8080], { source: { selector: "app == 'crawler'" } })],
});

export const baselineDeny = clusterPolicy('deny-between-pods', {
  tier: 'Baseline',
  priority: 100,
  subject: { namespaces: {} },
  ingress: [{ name: 'pods', action: 'Deny', from: [{ namespaces: {} }] }],
});

/** @param {{ order?: number }} [more] */
export const catchAllTier = (more = {}) => tier('aa-catch-all', { ...more, defaultAction: 'Deny' });
export const catchAll = globalPolicy('catch-db', {
  tier: 'aa-catch-all',
  order: 100,
  selector: "app == 'db'",
  types: ['Ingress'],
});
