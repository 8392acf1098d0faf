import { allowTcp, calico, external, globalPolicy, namespace, node, pairs, pod } from '../pieces.mjs';

const addresses = { 'master-1': '10.0.0.1', 'master-2': '10.0.0.2', node1: '10.0.0.11', node2: '10.0.0.12' };
const masterLabel = 'node-role.kubernetes.io/master';
const modernLabel = 'node-role.kubernetes.io/control-plane';

/** @param {{ role?: string, labels?: Readonly<Record<string, string>>, workers?: Readonly<Record<string, string>> }} [more] */
export const nodes = ({ role = masterLabel, labels = {}, workers = {} } = {}) =>
  Object.entries(addresses).map(([name, address]) =>
    node(name, address, { ...labels, ...(name.startsWith('master') ? { [role]: '' } : workers) }),
  );
const kubernetesHost = { labels: { 'kubernetes-host': '' } };

export const rest = [
  namespace('kube-system'),
  namespace('shop'),
  pod('kube-system/coredns', {
    labels: { 'k8s-app': 'kube-dns' },
    on: 'master-1',
    address: '10.244.0.53',
    ports: { dns: '53/UDP', 'dns-tcp': 53 },
  }),
  pod('shop/web', { labels: { app: 'web' }, on: 'node1', address: '10.244.2.10', ports: { http: 8080 } }),
  external('office', '203.0.113.0/24'),
];

/** @param {'Enabled' | 'Disabled'} autoCreate */
export const controllers = (autoCreate) =>
  calico('KubeControllersConfiguration', 'default', { controllers: { node: { hostEndpoint: { autoCreate } } } });
export const on = controllers('Enabled');
export const createdBy = "projectcalico.org/created-by == 'calico-kube-controllers'";
const allowAll = [{ action: 'Allow' }];

/** @param {string} selector */
export const closed8080 = (selector) =>
  globalPolicy('all-nodes-policy', {
    order: 100,
    selector,
    types: ['Ingress'],
    ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [8080] } }, { action: 'Allow' }],
  });

const controlPlanePorts = [10250, 6443, '2379:2381', 10251, 10259, 10252, 10257];
/** The four policies. @param {{ role?: string, publicPorts?: readonly number[] }} [more] */
function policies({ role = masterLabel, publicPorts = [10250, 6443] } = {}) {
  const masters = `has(${role})`;
  const toMasters = globalPolicy('allow-all-to-masters', {
    order: 100,
    selector: masters,
    ingress: [allowTcp(publicPorts), { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } }],
    egress: allowAll,
  });
  const betweenMasters = globalPolicy('allow-master-to-master', {
    order: 200,
    selector: masters,
    ingress: [allowTcp(controlPlanePorts, { source: { selector: masters } })],
    egress: allowAll,
  });
  const local = globalPolicy('allow-master-to-master-local', {
    order: 200,
    selector: masters,
    ingress: [
      {
        action: 'Allow',
        protocol: 'TCP',
        destination: { nets: ['127.0.0.1/32'], ports: [...controlPlanePorts, 9099] },
      },
    ],
    egress: allowAll,
  });
  return { toMasters, betweenMasters, local };
}
/** @param {readonly Readonly<Record<string, unknown>>[]} [more] */
const kubelets = (more = []) =>
  globalPolicy('allow-nodes-to-kubelet', {
    order: 200,
    selector: 'has(kubernetes-host)',
    ingress: [allowTcp([10250], { source: { selector: 'has(kubernetes-host)' } }), ...more],
    egress: allowAll,
  });
export const { toMasters, betweenMasters, local } = policies();
const loopbackRule = { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } };
export const kubeletsAndLoopback = kubelets([loopbackRule]);

export const auto = [...nodes(), ...rest, on];
const hosts = [...nodes(kubernetesHost), ...rest, on];
export const four = [...hosts, toMasters, betweenMasters, local, kubelets()];
export const mended = [...hosts, toMasters, betweenMasters, local, kubeletsAndLoopback];
export const tight = [
  ...hosts,
  policies({ publicPorts: [6443] }).toMasters,
  betweenMasters,
  local,
  kubeletsAndLoopback,
];
export const noFailsafes = calico('FelixConfiguration', 'default', {
  defaultEndpointToHostAction: 'Accept',
  failsafeInboundHostPorts: [],
  failsafeOutboundHostPorts: [],
});
export const instead = globalPolicy('allow-what-failsafes-allowed', {
  order: 300,
  selector: createdBy,
  types: ['Ingress'],
  ingress: [
    allowTcp([22], { source: { nets: ['203.0.113.0/24'] } }),
    allowTcp([179, 5473], { source: { selector: 'has(kubernetes-host)' } }),
  ],
});
export const forwarded = globalPolicy('forward-for-nodes-only', {
  order: 400,
  selector: createdBy,
  applyOnForward: true,
  types: ['Ingress'],
  ingress: [{ action: 'Allow', source: { selector: 'has(kubernetes-host)' } }],
});
export const modernNodes = [...nodes({ ...kubernetesHost, role: modernLabel }), ...rest, on];
export const modern = policies({ role: modernLabel });

/** Ends are short: `m1`, `w1`, `office`. @param {string} text */
export const short = (text) =>
  pairs(
    text
      .replaceAll(/\bm([12])\b/g, 'host/master-$1-auto-hep')
      .replaceAll(/\bw([12])\b/g, 'host/node$1-auto-hep')
      .replaceAll(/\boffice\b(?=[^#\n]*(?:allow|deny))/g, 'external/office')
      .replaceAll(/\binternet\b(?=[^#\n]*(?:allow|deny))/g, 'external/internet'),
  );
/** @param {string} text */
export const one = (text) => /** @type {Readonly<Record<string, unknown>>} */ (short(text)[0]);

export const fromAnywhere = `
  office > m1 TCP 6443 allow # The API server.
  office > m1 TCP 10250 allow # The kubelet of a master.
  office > m1 UDP 53 allow # DNS.
  office > m1 TCP 2381 deny
  office > m1 TCP 8080 deny
  office > m1 TCP 22 allow # A failsafe port.`;
const betweenMastersPorts = [10250, 6443, 2379, 2380, 2381, 10251, 10252, 10257, 10259];
export const betweenMastersPairs = `
${betweenMastersPorts.map((port) => `  m2 > m1 TCP ${port} allow`).join('\n')}
  w1 > m1 TCP 2381 deny # Between masters only.
  w1 > m1 TCP 10259 deny # Between masters only.`;
export const masterLoopback = `
${[...betweenMastersPorts, 9099].map((port) => `  m1 > m1 at 127.0.0.1 TCP ${port} allow`).join('\n')}
  m2 > m2 at 127.0.0.1 TCP 9099 allow`;
export const workerLoopback = `
  w1 > w1 at 127.0.0.1 TCP 9099 allow
  w2 > w2 at 127.0.0.1 TCP 10248 allow`;
export const kubeletPairs = `
  w1 > w2 TCP 10250 allow # Node to kubelet.
  w1 > w1 TCP 10250 allow # A node to its own kubelet, by its address.
  m1 > w1 TCP 10250 allow # The API server's node to a kubelet.
  w1 > m1 TCP 10250 allow
  office > w1 TCP 10250 deny # The kubelet of a worker is for nodes.
  office > w1 TCP 22 allow # A failsafe port.`;
export const fourPairs = `${fromAnywhere}${betweenMastersPairs}${kubeletPairs}`;
