import { allowTcp, calico, external, globalPolicy, namespace, node, pair, pairs, pod } from './pieces.mjs';

const addresses = { 'master-1': '10.0.0.1', 'master-2': '10.0.0.2', node1: '10.0.0.11', node2: '10.0.0.12' };
const masterLabel = 'node-role.kubernetes.io/master';
const modernLabel = 'node-role.kubernetes.io/control-plane';

/** @param {{ role?: string, labels?: Readonly<Record<string, string>>, workers?: Readonly<Record<string, string>> }} [more] */
const nodes = ({ role = masterLabel, labels = {}, workers = {} } = {}) =>
  Object.entries(addresses).map(([name, address]) =>
    node(name, address, { ...labels, ...(name.startsWith('master') ? { [role]: '' } : workers) }),
  );
const kubernetesHost = { labels: { 'kubernetes-host': '' } };

const rest = [
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
const controllers = (autoCreate) =>
  calico('KubeControllersConfiguration', 'default', { controllers: { node: { hostEndpoint: { autoCreate } } } });
const on = controllers('Enabled');
const createdBy = "projectcalico.org/created-by == 'calico-kube-controllers'";
const allowAll = [{ action: 'Allow' }];

/** @param {string} selector */
const closed8080 = (selector) =>
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
const { toMasters, betweenMasters, local } = policies();
const loopbackRule = { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } };
const kubeletsAndLoopback = kubelets([loopbackRule]);

const auto = [...nodes(), ...rest, on];
const hosts = [...nodes(kubernetesHost), ...rest, on];
const four = [...hosts, toMasters, betweenMasters, local, kubelets()];
const mended = [...hosts, toMasters, betweenMasters, local, kubeletsAndLoopback];
const tight = [...hosts, policies({ publicPorts: [6443] }).toMasters, betweenMasters, local, kubeletsAndLoopback];
const noFailsafes = calico('FelixConfiguration', 'default', {
  defaultEndpointToHostAction: 'Accept',
  failsafeInboundHostPorts: [],
  failsafeOutboundHostPorts: [],
});
const instead = globalPolicy('allow-what-failsafes-allowed', {
  order: 300,
  selector: createdBy,
  types: ['Ingress'],
  ingress: [
    allowTcp([22], { source: { nets: ['203.0.113.0/24'] } }),
    allowTcp([179, 5473], { source: { selector: 'has(kubernetes-host)' } }),
  ],
});
const forwarded = globalPolicy('forward-for-nodes-only', {
  order: 400,
  selector: createdBy,
  applyOnForward: true,
  types: ['Ingress'],
  ingress: [{ action: 'Allow', source: { selector: 'has(kubernetes-host)' } }],
});
const modernNodes = [...nodes({ ...kubernetesHost, role: modernLabel }), ...rest, on];
const modern = policies({ role: modernLabel });

/** Ends are short: `m1`, `w1`, `office`. @param {string} text */
const short = (text) =>
  pairs(
    text
      .replaceAll(/\bm([12])\b/g, 'host/master-$1-auto-hep')
      .replaceAll(/\bw([12])\b/g, 'host/node$1-auto-hep')
      .replaceAll(/\boffice\b(?=[^#\n]*(?:allow|deny))/g, 'external/office')
      .replaceAll(/\binternet\b(?=[^#\n]*(?:allow|deny))/g, 'external/internet'),
  );
/** @param {string} text */
const one = (text) => /** @type {Readonly<Record<string, unknown>>} */ (short(text)[0]);

const fromAnywhere = `
  office > m1 TCP 6443 allow # The API server.
  office > m1 TCP 10250 allow # The kubelet of a master.
  office > m1 UDP 53 allow # DNS.
  office > m1 TCP 2381 deny
  office > m1 TCP 8080 deny
  office > m1 TCP 22 allow # A failsafe port.`;
const betweenMastersPairs = `
  m2 > m1 TCP 2379 allow
  m2 > m1 TCP 2381 allow # etcd, between masters.
  m2 > m1 TCP 10251 allow
  m2 > m1 TCP 10252 allow
  m2 > m1 TCP 10257 allow
  m2 > m1 TCP 10259 allow
  w1 > m1 TCP 2381 deny # Between masters only.`;
const masterLoopback = `
  m1 > m1 at 127.0.0.1 TCP 10257 allow
  m1 > m1 at 127.0.0.1 TCP 10259 allow
  m1 > m1 at 127.0.0.1 TCP 2381 allow
  m2 > m2 at 127.0.0.1 TCP 9099 allow`;
const workerLoopback = `
  w1 > w1 at 127.0.0.1 TCP 9099 allow
  w2 > w2 at 127.0.0.1 TCP 10248 allow`;
const kubeletPairs = `
  w1 > w2 TCP 10250 allow # Node to kubelet.
  m1 > w1 TCP 10250 allow # The API server's node to a kubelet.
  w1 > m1 TCP 10250 allow
  office > w1 TCP 10250 deny # The kubelet of a worker is for nodes.
  office > w1 TCP 22 allow # A failsafe port.`;
const fourPairs = `${fromAnywhere}${betweenMastersPairs}${kubeletPairs}`;

export const protectKubernetesNodes = {
  lesson: {
    id: 'protect-kubernetes-nodes',
    title: 'Protect Kubernetes nodes',
    summary:
      'Automatic host endpoints that follow their nodes, four policies for masters, loopback and kubelets, and the failsafe ports on and off.',
    minutes: 60,
  },
  intro: [
    'Lesson: Protect Kubernetes nodes.',
    '',
    'Open it and choose "Lessons" to play it. The objects below are the first scene; the other scenes and the texts are in',
    'the Design document at the end.',
  ].join('\n'),
  positions: {
    'Pod/kube-system/coredns': [110, 70],
    'Pod/shop/web': [990, 70],
    'ExternalNetwork.firewright.dev/office': [550, 60],
    'external/internet': [550, 470],
    'host/master-2': [110, 290],
    'host/master-1': [400, 290],
    'host/node1': [700, 290],
    'host/node2': [990, 290],
    'host/master-2-auto-hep': [110, 290],
    'host/master-1-auto-hep': [400, 290],
    'host/node1-auto-hep': [700, 290],
    'host/node2-auto-hep': [990, 290],
  },
  scenes: {
    off: {
      title: 'Four nodes, unprotected',
      notes:
        'Start with the number of nodes in the audience’s clusters: who would write a host endpoint for each by hand?',
      objects: [...nodes(), ...rest, controllers('Disabled')],
      flows: pairs(`
        external/office > host/master-1 TCP 6443 allow
        external/office > host/node1 TCP 10250 allow # Nothing guards the node.`),
    },
    auto: {
      title: 'Automatic host endpoints',
      notes: 'Four cards appear. Open one: labels and addresses are those of its node, and it can’t be edited.',
      objects: auto,
      flows: short(`
        office > m1 TCP 6443 allow
        office > m1 TCP 8080 allow
        office > w1 TCP 10250 allow # The profile allows: no policy selects the node yet.
        m2 > m1 TCP 2381 allow`),
    },
    'all-nodes': {
      title: 'One policy for all nodes',
      notes: 'The shared label is the safest selector there is for “all nodes”: nothing else carries it.',
      objects: [...auto, closed8080(createdBy)],
      flows: short(`
        office > m1 TCP 8080 deny
        office > m2 TCP 8080 deny
        office > w1 TCP 8080 deny
        office > w2 TCP 8080 deny
        office > m1 TCP 6443 allow`),
    },
    'dev-nodes': {
      title: 'A policy for the development nodes',
      notes: 'The label was set on the nodes; their host endpoints have it without anybody touching them.',
      objects: [
        ...nodes({ workers: { environment: 'dev' } }),
        ...rest,
        on,
        closed8080(`${createdBy} && environment == 'dev'`),
      ],
      flows: short(`
        office > m1 TCP 8080 allow
        office > m2 TCP 8080 allow
        office > w1 TCP 8080 deny
        office > w2 TCP 8080 deny`),
    },
    'to-masters': {
      title: 'First policy: to the masters',
      notes:
        'The masters are selected now, so everything that the policy does not name is denied. Ask what just broke.',
      objects: [...auto, toMasters],
      flows: short(`${fromAnywhere}
        m2 > m1 TCP 2381 deny # Not yet allowed.
        office > w1 TCP 10250 allow # No policy selects the workers yet.`),
    },
    'between-masters': {
      title: 'Second policy: between the masters',
      notes: 'Show the range with the colon. Then show the loopback probes, which still fail.',
      objects: [...auto, toMasters, betweenMasters],
      flows: short(`${fromAnywhere}${betweenMastersPairs}`),
    },
    local: {
      title: 'Third policy: loopback of the masters',
      notes: 'The rule names an address: 127.0.0.1 carries no label.',
      objects: [...auto, toMasters, betweenMasters, local],
      flows: short(`${fromAnywhere}${betweenMastersPairs}`),
    },
    four: {
      title: 'All four policies',
      notes:
        'Go through the table. Then the notes, one by one: five things that this does not do, and one that it breaks.',
      objects: four,
      flows: short(`${fourPairs}
        office > m1 TCP 2379 allow # A failsafe port, whatever the policies say.
        office > w1 UDP 53 deny
        w1 > internet TCP 443 allow # All egress is allowed.`),
    },
    mended: {
      title: 'Loopback for every node',
      notes: 'One rule in the last policy, for the whole loopback network.',
      objects: mended,
      flows: short(fourPairs),
    },
    tight: {
      title: 'Kubelets for nodes only',
      notes: 'The same port, allowed by one policy for nodes instead of by another for everybody.',
      objects: tight,
      flows: short(
        fourPairs.replace('office > m1 TCP 10250 allow # The kubelet of a master.', 'office > m1 TCP 10250 deny'),
      ),
    },
    'no-failsafes': {
      title: 'Failsafe ports off',
      notes: 'Everything that the lists held open has to be allowed by somebody. Run the lock-out check together.',
      objects: [...tight, noFailsafes],
      flows: short(`
        office > m1 TCP 22 deny # Locked out.
        office > w1 TCP 22 deny # Locked out.
        office > m1 TCP 6443 allow
        office > m1 TCP 2379 deny # Now as the policy says.
        m2 > m1 TCP 2379 allow
        w1 > w2 TCP 179 deny # BGP.
        w1 > m1 TCP 5473 deny # Typha.`),
    },
    replaced: {
      title: 'What the failsafe ports did, as a policy',
      notes: 'SSH from one network, BGP and Typha among nodes. Compare with the lists: from anywhere.',
      objects: [...tight, noFailsafes, instead],
      flows: short(`
        office > m1 TCP 22 allow
        office > w1 TCP 22 allow
        internet > w1 TCP 22 deny
        office > m1 TCP 2379 deny
        w1 > w2 TCP 179 allow
        w1 > m1 TCP 5473 allow`),
    },
    forwarded: {
      title: 'A policy for what is passed on',
      notes:
        'The pod’s packet enters its node on the pod’s own interface, and the wildcard host endpoint stands there too.',
      objects: [...tight, forwarded],
      flows: [
        pair(
          'shop/web > external/internet TCP 443 deny',
          'The wildcard host endpoint judges what pods send through it.',
        ),
        pair('shop/web > kube-system/coredns UDP 53 deny', 'The pod has no DNS any more.'),
      ],
    },
    'old-label': {
      title: 'The policies on a cluster of today',
      notes: 'Nothing is red, nothing complains: the policies are valid and select nobody. The problems list knows.',
      objects: [...modernNodes, toMasters, betweenMasters, local, kubeletsAndLoopback],
      flows: short(`
        m2 > m1 TCP 2381 deny # No policy for masters selects it.
        m2 > m1 TCP 10257 deny
        office > m1 UDP 53 deny
        office > m1 TCP 6443 allow # Only because it is a failsafe port.`),
    },
    modern: {
      title: 'With the label of today',
      notes: 'This is the design to take home.',
      objects: [...modernNodes, modern.toMasters, modern.betweenMasters, modern.local, kubeletsAndLoopback],
      flows: short(fourPairs),
    },
  },
  steps: {
    concepts: {
      scene: 'off',
      quiz: {
        question: 'A node gets a new address. What has to be done for its automatic host endpoint?',
        options: [
          'Nothing, the controller brings its addresses and labels in step with the node',
          'Its expectedIPs have to be edited',
          'It has to be deleted, so that a new one is made',
        ],
        answer: 0,
        explanation: 'That is what makes them automatic. A change by hand would be undone at the next sync.',
      },
    },
    'auto-create': {
      scene: 'off',
      task: {
        wish: 'Switch automatic host endpoints on. All four nodes shall have one, and no traffic shall be lost.',
        goals: short(`
          office > m1 TCP 8080 allow
          office > m2 TCP 8080 allow
          office > w1 TCP 8080 allow
          office > w2 TCP 8080 allow`),
        hints: [
          'The cluster settings hold the KubeControllersConfiguration default.',
          'Set spec.controllers.node.hostEndpoint.autoCreate to Enabled.',
        ],
        solution: 'auto',
      },
      quiz: {
        question: 'You switched it on in a cluster without host policies. Which connections change?',
        options: [
          'All that end at a node are denied',
          'Only the failsafe ports stay open',
          'None: every automatic host endpoint lists the profile projectcalico-default-allow',
        ],
        answer: 2,
        explanation:
          'The profile decides while no policy selects the host. The first policy that does so begins to deny in its directions.',
      },
    },
    'shared-label': {
      scene: 'auto',
      engineNotes: [
        {
          claim: 'The field autoCreate is set to true.',
          truth:
            'It is a text, not a flag: Enabled or Disabled. The original says true in its prose and Enabled in its command; the command is right, and the API refuses true. In this scene it is Enabled: the host endpoint is there, and its profile lets everything in.',
          rules: ['R1.20', 'R1.25', 'R8.37'],
          proof: one('office > w1 TCP 8080 allow'),
        },
      ],
      task: {
        wish: 'Write one policy that closes TCP 8080 on all four nodes. Everything else shall stay as it is. Select the nodes by the label that they share.',
        goals: short(`
          office > m1 TCP 8080 deny
          office > m2 TCP 8080 deny
          office > w1 TCP 8080 deny
          office > w2 TCP 8080 deny
          office > m1 TCP 6443 allow
          m2 > m1 TCP 2381 allow`),
        hints: [
          'Drop a Deny ingress card on one of the nodes and choose a new policy that selects by created-by.',
          'Give the rule protocol TCP and destination port 8080.',
          'What no rule matches is denied at the end of the tier: add an Allow rule behind it.',
        ],
        solution: 'all-nodes',
      },
    },
    'some-nodes': {
      scene: 'all-nodes',
      task: {
        wish: 'Narrow the policy to the development nodes: label `node1` and `node2` with `environment: dev`, and let the selector ask for both labels.',
        goals: short(`
          office > w1 TCP 8080 deny
          office > w2 TCP 8080 deny
          office > m1 TCP 8080 allow
          office > m2 TCP 8080 allow`),
        hints: [
          'The label goes onto the nodes, not onto their host endpoints.',
          `The selector: ${createdBy} && environment == 'dev'`,
        ],
        solution: 'dev-nodes',
      },
    },
    masters: {
      scene: 'auto',
      task: {
        wish: 'Write `allow-all-to-masters` as described.',
        goals: short(fromAnywhere),
        hints: [
          'Drop an Allow ingress card on a master and choose a new policy that selects by has(node-role.kubernetes.io/master).',
          'Two ingress rules: TCP with ports 10250 and 6443, UDP with port 53. One egress rule: Allow.',
        ],
        solution: 'to-masters',
      },
    },
    'master-to-master': {
      scene: 'to-masters',
      task: {
        wish: 'Write `allow-master-to-master`. Workers and the outside shall not reach the additional ports.',
        goals: short(`${betweenMastersPairs}
          office > m1 TCP 10257 deny`),
        hints: [
          'Give the ingress rule a source selector: has(node-role.kubernetes.io/master).',
          'Its ports: 10250, 6443, "2379:2381", 10251, 10259, 10252, 10257.',
        ],
        solution: 'between-masters',
      },
      engineNotes: [
        {
          claim: 'While the policies are applied one after the other, the cluster keeps running.',
          truth:
            'The first policy flips the masters to denying what it does not name. In this state, with the first policy alone, the masters cannot reach each other’s port 2381. Apply the permitting policies together, or stage them first.',
          rules: ['R1.25', 'R4.6'],
          proof: one('m2 > m1 TCP 2381 deny'),
        },
      ],
    },
    local: {
      scene: 'between-masters',
      task: {
        wish: 'Write `allow-master-to-master-local`, so that the masters reach their own control plane over loopback.',
        goals: short(`${masterLoopback}
          m2 > m1 TCP 9099 deny`),
        hints: [
          'A rule can match addresses: destination.nets.',
          'TCP, destination.nets 127.0.0.1/32, the ports of the policy before and 9099.',
        ],
        solution: 'local',
      },
    },
    kubelet: {
      scene: 'local',
      task: {
        wish: 'Label all four nodes with `kubernetes-host` (no value) and write `allow-nodes-to-kubelet`.',
        goals: short(`${kubeletPairs}
          office > w2 TCP 8080 deny`),
        hints: [
          'The label goes onto the four nodes; their host endpoints follow.',
          'Selector has(kubernetes-host), ingress TCP 10250 from has(kubernetes-host), egress Allow.',
        ],
        solution: 'four',
      },
    },
    observe: {
      scene: 'four',
      task: {
        wish: 'The health checks of the workers go over loopback too, and they are denied. Let every node reach itself over loopback.',
        goals: short(`${workerLoopback}${masterLoopback}
          office > w1 TCP 10250 deny`),
        hints: [
          'Which policy selects every node?',
          'Add a rule to allow-nodes-to-kubelet: Allow, destination.nets 127.0.0.0/8.',
        ],
        solution: 'mended',
      },
      engineNotes: [
        {
          claim: 'Loopback is taken care of.',
          truth:
            'On the masters only. The last policy selects the workers as well and lets in port 10250 from node addresses; 127.0.0.1 is none. The health check of calico-node on every worker is denied.',
          rules: ['R3.2', 'R5.19a'],
          proof: one('w1 > w1 at 127.0.0.1 TCP 9099 deny'),
        },
        {
          claim: 'Only masters reach etcd.',
          truth:
            'TCP 2379 and 2380 are failsafe ports: open from anywhere, whatever the policies say. Of the range 2379 to 2381 the policy really restricts the last one.',
          rules: ['R5.20', 'R5.22'],
          proof: one('office > m1 TCP 2379 allow'),
        },
        {
          claim: 'The kubelet is open to nodes only.',
          truth: 'That of the workers is. That of the masters is open to everybody by the first policy.',
          rules: ['R4.3'],
          proof: one('office > m1 TCP 10250 allow'),
        },
        {
          claim: 'The guide restricts egress of the hosts to a list of addresses.',
          truth:
            'Its table of contents says so, and no part of it does: all four policies allow all egress. Any node reaches any address.',
          rules: ['R4.3', 'R5.19b'],
          proof: one('w1 > internet TCP 443 allow'),
        },
        {
          claim: 'TCP 5473 is among the failsafe ports because it is a port of etcd.',
          truth:
            'It is Typha’s, from which calico-node gets its policies. etcd listens on 2379 and 2380. That is why it has to pass between any node and the one that Typha runs on, workers included.',
          rules: ['R5.20'],
          proof: one('w1 > w2 TCP 5473 allow'),
        },
        {
          claim: 'DNS is open on the nodes.',
          truth:
            'UDP 53 of the masters is; TCP 53 is not, and on the workers neither. A DNS cache that listens on the address of a worker is cut off.',
          rules: ['R5.20', 'R4.6'],
          proof: one('office > w1 UDP 53 deny'),
        },
      ],
    },
    'kubelet-open': {
      scene: 'mended',
      task: {
        wish: 'Close port 10250 of the masters to the outside. Nodes shall still reach every kubelet.',
        goals: short(`
          office > m1 TCP 10250 deny
          office > m2 TCP 10250 deny
          office > m1 TCP 6443 allow
          w1 > m1 TCP 10250 allow
          m2 > m1 TCP 10250 allow`),
        hints: [
          'Which rule of which policy decides office to master-1 on port 10250?',
          'Take 10250 out of the first rule.',
        ],
        solution: 'tight',
      },
    },
    failsafes: {
      scene: 'no-failsafes',
      task: {
        wish: 'Keep the lists empty and let policies say what is needed: SSH from the office to every node, BGP (179) and Typha (5473) among the nodes. etcd shall stay closed to the office.',
        goals: short(`
          office > m1 TCP 22 allow
          office > w1 TCP 22 allow
          internet > w1 TCP 22 deny
          w1 > w2 TCP 179 allow
          w1 > m1 TCP 5473 allow
          office > m1 TCP 2379 deny`),
        hints: [
          'One more policy for all nodes, selected by the label that they share.',
          'Two ingress rules: TCP 22 from the network 203.0.113.0/24, TCP 179 and 5473 from has(kubernetes-host).',
        ],
        solution: 'replaced',
      },
      quiz: {
        question: 'With the failsafe lists as they come, which policy keeps the office from etcd on port 2379?',
        options: ['allow-master-to-master', 'A Deny rule of order 1 would', 'None can, at the host'],
        answer: 2,
        explanation:
          'Failsafe ports pass before the first tier is asked, explicit denies included. Only the lists themselves can be changed.',
      },
    },
    'every-interface': {
      scene: 'forwarded',
      engineNotes: [
        {
          claim: 'Automatic host endpoints concern only the interfaces that are not those of pods.',
          truth:
            'So it is for traffic that ends at the node. Policies with applyOnForward or preDNAT on a wildcard host endpoint also judge what local pods send: this pod’s packet to the Internet is denied as it comes in from the pod.',
          rules: ['R5.27', 'R5.14'],
          proof: pair('shop/web > external/internet TCP 443 deny'),
        },
      ],
      quiz: {
        question: 'Without applyOnForward, what does a policy on a host endpoint judge?',
        options: [
          'Traffic that begins or ends at the host itself, and nothing that is passed on to pods',
          'Everything that crosses the interface',
          'Only what comes from outside the cluster',
        ],
        answer: 0,
        explanation:
          'Pods and NodePorts that lead to pods are forwarded traffic. applyOnForward adds it; nothing is taken away.',
      },
    },
    'modern-label': {
      scene: 'old-label',
      task: {
        wish: 'Make the three policies for the masters work again on these nodes.',
        goals: short(`
          m2 > m1 TCP 2381 allow
          m2 > m1 TCP 10257 allow
          office > m1 UDP 53 allow
          w1 > m1 TCP 2381 deny
          m1 > m1 at 127.0.0.1 TCP 10257 allow`),
        hints: [
          'Select one of the three policies: whom does it apply to?',
          'Replace node-role.kubernetes.io/master by node-role.kubernetes.io/control-plane, also in the source of the second policy.',
        ],
        solution: 'modern',
      },
      engineNotes: [
        {
          claim: 'node-role.kubernetes.io/master is the label that masters carry.',
          truth:
            'kubeadm does not set it any more. The three policies select nobody; what decides for the masters is the policy for the kubelets, which they are selected by too.',
          rules: ['R3.3', 'R4.6'],
          proof: one('m2 > m1 TCP 2381 deny'),
        },
      ],
    },
    recap: {
      scene: 'modern',
      quiz: {
        question: 'Which selector means every node of the cluster, now and later, and nothing else?',
        options: ['all()', "projectcalico.org/created-by == 'calico-kube-controllers'", 'has(kubernetes.io/hostname)'],
        answer: 1,
        explanation:
          'all() also selects every pod. A label of the node would do as long as no pod carries it; the controller’s own label is on automatic host endpoints only.',
      },
    },
  },
};
