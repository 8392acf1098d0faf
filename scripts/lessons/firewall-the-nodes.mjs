import {
  allowProfile,
  allowTcp,
  calico,
  clusterPolicy,
  globalPolicy,
  hostEndpoint,
  namespace,
  node,
  pair,
  pairs,
  pod,
  tier,
} from './pieces.mjs';

const cluster = [
  node('policy-llm-control-plane', '172.18.0.2', { 'node-role.kubernetes.io/control-plane': '' }),
  node('policy-llm-worker', '172.18.0.3'),
  namespace('prod', { env: 'prod' }),
  namespace('dev', { env: 'dev' }),
  namespace('kube-system'),
  namespace('calico-system'),
  pod('prod/backend', {
    labels: { app: 'backend' },
    on: 'policy-llm-control-plane',
    address: '10.244.0.10',
    ports: { http: 8080 },
  }),
  pod('dev/frontend', {
    labels: { app: 'frontend' },
    on: 'policy-llm-worker',
    address: '10.244.1.20',
    ports: { http: 8080 },
  }),
  pod('kube-system/kube-apiserver', {
    labels: { component: 'kube-apiserver', tier: 'control-plane' },
    on: 'policy-llm-control-plane',
    ports: { https: 6443 },
  }),
  pod('calico-system/calico-node', { labels: { 'k8s-app': 'calico-node' }, on: 'policy-llm-control-plane' }),
];

const isNode = { labels: { role: 'node' } };
const endpoints = [
  hostEndpoint('node-control-plane', 'policy-llm-control-plane', '172.18.0.2', isNode),
  hostEndpoint('node-worker', 'policy-llm-worker', '172.18.0.3', isNode),
];
const bareEndpoints = [
  hostEndpoint('node-control-plane', 'policy-llm-control-plane', '172.18.0.2', { ...isNode, profiles: [] }),
  hostEndpoint('node-worker', 'policy-llm-worker', '172.18.0.3', { ...isNode, profiles: [] }),
];
const hostFirewall = tier('host-firewall', { order: 1000000, defaultAction: 'Deny' });

const admitted = "role == 'node' || has(k8s-app) || tier == 'control-plane'";
const fromAdmitted = { action: 'Allow', source: { selector: admitted } };
/** @param {Readonly<Record<string, unknown>>} [more] @param {string} [name] */
const firewall = (more = {}, name = 'node-host-firewall') =>
  globalPolicy(name, {
    tier: 'host-firewall',
    order: 100,
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [fromAdmitted],
    ...more,
  });
const loopbackRule = { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } };
const guarded = [...cluster, hostFirewall, ...endpoints];
const observed = [...guarded, firewall()];

const pool = calico('IPPool', 'default-ipv4-ippool', { cidr: '10.244.0.0/16', natOutgoing: true });
const felix = calico('FelixConfiguration', 'default', {
  defaultEndpointToHostAction: 'Accept',
  natOutgoingExclusions: 'IPPoolsAndHostIPs',
});
const debugPod = pod('dev/debug', { on: 'policy-llm-worker' });

const noPodTraffic = clusterPolicy('no-pod-traffic', {
  tier: 'Admin',
  priority: 10,
  subject: { namespaces: {} },
  ingress: [{ name: 'everything', action: 'Deny', from: [{ namespaces: {} }] }],
});
/** @param {Readonly<Record<string, unknown>>} item of what is denied */
const noPodsToNodes = (item) =>
  clusterPolicy('no-pods-to-nodes', {
    tier: 'Admin',
    priority: 20,
    subject: { namespaces: {} },
    egress: [{ name: 'nodes', action: 'Deny', to: [{ networks: ['172.18.0.0/16'] }], ...item }],
  });

const early = globalPolicy('no-metrics-between-nodes', {
  tier: 'default',
  order: 100,
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress: [
    { action: 'Deny', protocol: 'TCP', source: { selector: "role == 'node'" }, destination: { ports: [9100] } },
    { action: 'Pass' },
  ],
});
const baseline = globalPolicy('metrics-for-prod', {
  tier: 'kube-baseline',
  order: 100,
  selector: "role == 'node'",
  types: ['Ingress'],
  ingress: [allowTcp([9100], { source: { namespaceSelector: "env == 'prod'" } })],
});
const belowBaseline = tier('host-firewall', { order: 10000001, defaultAction: 'Deny' });

const infrastructurePairs = `
  host/node-control-plane > host/node-worker TCP 10250 allow # Node to node.
  calico-system/calico-node > host/node-worker TCP 10250 allow # Infrastructure.
  kube-system/kube-apiserver > host/node-control-plane TCP 10250 allow # The control plane.`;
const applicationPairs = `
  prod/backend > host/node-worker TCP 8080 deny # An application pod has no business on a node.
  dev/frontend > host/node-control-plane TCP 8080 deny # The same on the other node.`;
const told = pairs(infrastructurePairs + applicationPairs);
const allOpen = pairs(`${infrastructurePairs}${applicationPairs}`.replaceAll(/ deny #.*/g, ' allow'));
const bareOpen = pairs(`
  prod/backend > host/policy-llm-worker TCP 8080 allow # Nothing guards the node.
  dev/frontend > host/policy-llm-control-plane TCP 8080 allow # Nothing guards the node.
  host/policy-llm-control-plane > host/policy-llm-worker TCP 10250 allow`);
const probes = pairs(`
  host/node-control-plane > host/node-control-plane at 127.0.0.1 TCP 10257 allow
  host/node-worker > host/node-worker at 127.0.0.1 TCP 9099 allow`);

const both = ['HostEndpoint.projectcalico.org/node-control-plane', 'HostEndpoint.projectcalico.org/node-worker'];

export const firewallTheNodes = {
  lesson: {
    id: 'firewall-the-nodes',
    title: 'Firewall the nodes',
    summary:
      'Host endpoints and a tier of their own: a firewall for the nodes themselves, and what the engine makes of it.',
    minutes: 45,
  },
  intro: [
    'Lesson: Firewall the nodes.',
    '',
    'Open it and choose "Lessons" to play it. The objects below are the first scene; the other scenes and the texts are in',
    'the Design document at the end.',
  ].join('\n'),
  positions: {
    'Pod/dev/frontend': [110, 70],
    'Pod/dev/debug': [355, 70],
    'Namespace/calico-system': [608, 440],
    'Namespace/kube-system': [838, 440],
    'Pod/prod/backend': [720, 70],
    'host/policy-llm-control-plane': [110, 300],
    'host/policy-llm-worker': [720, 300],
    'HostEndpoint.projectcalico.org/node-control-plane': [110, 300],
    'Pod/calico-system/calico-node': [110, 420],
    'Pod/kube-system/kube-apiserver': [355, 420],
    'HostEndpoint.projectcalico.org/node-worker': [720, 300],
    'external/internet': [418, 152],
  },
  scenes: {
    bare: {
      title: 'Two unprotected nodes',
      notes: 'Ask who has a firewall on the nodes of their own cluster. Then show that both pods reach the other node.',
      objects: cluster,
      flows: bareOpen,
    },
    endpoints: {
      title: 'Two host endpoints',
      notes: 'Open one host endpoint in the inspector and go through its fields with the table. Nothing is denied yet.',
      objects: [...cluster, ...endpoints],
      flows: allOpen,
      focus: both,
    },
    tier: {
      title: 'A tier without a policy',
      notes:
        'Open the tier board. An empty tier judges nothing: the default action needs a policy that selects somebody.',
      objects: guarded,
      flows: allOpen,
    },
    firewall: {
      title: 'The firewall',
      notes: 'Go through the five pairs one after the other; have the audience guess before you show the verdict.',
      objects: observed,
      flows: told,
    },
    holes: {
      title: 'Round the firewall',
      notes: 'Failsafe port, own node, NAT. Trace each packet: it takes another way, or has another sender than drawn.',
      objects: [...observed, debugPod, pool],
      flows: pairs(`
        prod/backend > host/node-worker TCP 22 allow # A failsafe port.
        prod/backend > host/node-control-plane TCP 8080 allow # The pod's own node.
        prod/backend > host/node-worker TCP 8080 allow # NAT makes the node the sender.
        dev/debug > host/node-control-plane TCP 8080 allow # It uses its node's network, so it is its node.`),
    },
    'no-nat': {
      title: 'No NAT towards the nodes',
      notes: 'One setting of Felix. The two other holes are still there: they need other answers.',
      objects: [...observed, debugPod, pool, felix],
      flows: pairs(`
        prod/backend > host/node-worker TCP 22 allow # A failsafe port.
        prod/backend > host/node-control-plane TCP 8080 allow # The pod's own node.
        prod/backend > host/node-worker TCP 8080 deny
        dev/debug > host/node-control-plane TCP 8080 allow # It uses its node's network, so it is its node.`),
    },
    'as-written': {
      title: 'Without the allow profile',
      notes: 'Same policy, no profile. Ask for the checkpoint: it is egress at the source, not ingress at the target.',
      objects: [...cluster, hostFirewall, ...bareEndpoints, firewall()],
      flows: pairs(
        `${infrastructurePairs}${applicationPairs}`.replaceAll(/ allow #.*/g, ' deny # Nothing allows egress.'),
      ),
    },
    'loopback-open': {
      title: 'With a rule for loopback',
      notes: 'The rule names an address instead of a label: no label can mean 127.0.0.1.',
      objects: [...guarded, firewall({ ingress: [fromAdmitted, loopbackRule] })],
      flows: told,
    },
    trap: {
      title: 'The trap: all() as source',
      notes: 'Deny cells turn green. What is outside the cluster is still denied: all() means what the cluster knows.',
      objects: [...guarded, firewall({ ingress: [{ action: 'Allow', source: { selector: 'all()' } }] })],
      flows: pairs(
        `${infrastructurePairs}${applicationPairs}
        external/internet > host/node-worker TCP 8080 deny # all() means known endpoints only.`.replaceAll(
          / deny # (?:An|The same).*/g,
          ' allow # The trap.',
        ),
      ),
    },
    'trap-policy': {
      title: 'all() as the policy’s selector',
      notes: 'Two pods that have nothing to do with the nodes can no longer talk. The nodes are as closed as before.',
      objects: [...guarded, firewall({ selector: 'all()' })],
      flows: pairs(`${infrastructurePairs}${applicationPairs}
        prod/backend > dev/frontend TCP 8080 deny # The firewall of the nodes guards the pods now.`),
    },
    boundary: {
      title: 'A ClusterNetworkPolicy above',
      notes: 'It is asked first and denies everything to everybody, and no verdict at a host changes.',
      objects: [...observed, noPodTraffic],
      flows: pairs(`${infrastructurePairs}${applicationPairs}
        prod/backend > host/node-worker TCP 22 allow # The failsafe port of a host that no namespace holds.
        prod/backend > dev/frontend TCP 8080 deny # Pods are what the policy can select.`),
    },
    'other-side': {
      title: 'Denied at the pod',
      notes: 'Trace prod/backend to TCP 22: it stops at the first checkpoint, before the node is asked.',
      objects: [...observed, noPodTraffic, noPodsToNodes({})],
      flows: pairs(`${infrastructurePairs}${applicationPairs}
        prod/backend > host/node-worker TCP 22 deny # Stopped on its way out of the pod.`),
    },
    'only-ssh': {
      title: 'No SSH from pods',
      notes: 'The solution: egress of pods only, one port. Nodes among themselves keep SSH.',
      objects: [
        ...observed,
        noPodTraffic,
        noPodsToNodes({ protocols: [{ tcp: { destinationPort: { number: 22 } } }] }),
      ],
      flows: pairs(`
        prod/backend > host/node-worker TCP 22 deny
        dev/frontend > host/node-control-plane TCP 22 deny
        host/node-control-plane > host/node-worker TCP 22 allow`),
    },
    order: {
      title: 'Where the tier stands',
      notes:
        'Tier board: default and host-firewall have the same number, the name decides; kube-baseline is behind both.',
      objects: [...observed, early, baseline],
      flows: pairs(`${infrastructurePairs}
        host/node-control-plane > host/node-worker TCP 9100 deny # The tier default was asked first.
        prod/backend > host/node-worker TCP 9100 deny # The baseline is never asked.`),
    },
    'below-baseline': {
      title: 'Really below the baseline',
      notes: 'With an order over 10000000 the baseline tier is asked before the host firewall.',
      objects: [...cluster, belowBaseline, ...endpoints, firewall(), early, baseline],
      flows: pairs(`${infrastructurePairs}${applicationPairs}
        prod/backend > host/node-worker TCP 9100 allow # The baseline is asked before the host firewall.`),
    },
    version: {
      title: 'Calico 3.31: the policy is refused',
      notes: 'Switched off, as it would be missing in such a cluster. The matrix shows what that means.',
      objects: observed,
      disabled: ['GlobalNetworkPolicy.projectcalico.org/node-host-firewall'],
      calicoVersion: '3.31',
      flows: allOpen,
    },
    'version-named': {
      title: 'Calico 3.31: named after its tier',
      notes: 'The export renames policies for the version that you choose; here it was done by hand.',
      objects: [...guarded, firewall({}, 'host-firewall.node-host-firewall')],
      calicoVersion: '3.31',
      flows: told,
    },
  },
  steps: {
    why: {
      scene: 'bare',
      quiz: {
        question: 'A node has no host endpoint. What does Calico do with traffic that ends at it?',
        options: [
          'It drops everything but the failsafe ports',
          'Nothing: without a host endpoint the node is not policed',
          'It applies the policies of the namespace that the packet comes from',
        ],
        answer: 1,
        explanation:
          'No host endpoint, no checkpoint. A node without one also matches no selector: rules cannot mean it by a label.',
      },
    },
    'host-endpoint': {
      scene: 'endpoints',
      quiz: {
        question:
          "A rule says source.selector: role == 'node'. How does the engine know that a packet comes from such a host?",
        options: [
          'By the host endpoint’s expectedIPs',
          'By the name of the interface',
          'By the labels of the Kubernetes Node object',
        ],
        answer: 0,
        explanation:
          'Rule selectors become sets of addresses. A host endpoint contributes its expectedIPs; without them it is in no set.',
      },
    },
    tier: { scene: 'tier' },
    policy: {
      scene: 'tier',
      task: {
        wish: 'Write the policy: in the tier `host-firewall`, for the hosts with `role: node`, ingress from nodes, from what carries `k8s-app`, and from the control plane. Nothing else.',
        goals: told,
        hints: [
          'Drop an Allow ingress card on a host endpoint and choose a new policy in the tier host-firewall that selects by role == "node".',
          'As it stands the rule admits everybody: give its source a selector.',
          "The source selector is role == 'node' || has(k8s-app) || tier == 'control-plane'.",
        ],
        solution: 'firewall',
      },
    },
    observe: {
      scene: 'firewall',
      engineNotes: [
        {
          claim: 'calico-node and the API server are let in by their labels k8s-app and tier.',
          truth:
            "In a real cluster both use their node’s network. To a policy they are their node: it is role == 'node' that admits them, and their labels and namespaces mean nothing. That is why both arrows pass even if you delete the two other terms of the selector.",
          rules: ['R1.3', 'R3.2'],
          proof: pair('kube-system/kube-apiserver > host/node-worker TCP 10250 allow'),
        },
      ],
      quiz: {
        question: 'No rule of the policy mentions prod/backend. Why is it denied?',
        options: [
          'Calico denies everything between namespaces',
          'The policy selects the host, no rule matched, and the tier’s default action is Deny',
          'The profile of the host endpoint denies it',
        ],
        answer: 1,
        explanation: 'The end of the tier decided. The profile is asked only where no tier has decided before.',
      },
    },
    holes: {
      scene: 'holes',
      task: {
        wish: 'Close the third hole: `prod/backend` shall no longer arrive at the other node with the address of its own node. The nodes shall still reach each other.',
        goals: pairs(`
          prod/backend > host/node-worker TCP 8080 deny
          host/node-control-plane > host/node-worker TCP 10250 allow
          calico-system/calico-node > host/node-worker TCP 10250 allow`),
        hints: [
          'The address pool has natOutgoing. Which destinations does that concern?',
          'A FelixConfiguration named default has a field that excludes more than the pools from NAT.',
          'Set natOutgoingExclusions to IPPoolsAndHostIPs.',
        ],
        solution: 'no-nat',
      },
      engineNotes: [
        {
          claim: 'An application pod is denied, whatever it tries.',
          truth:
            'Failsafe ports pass before any tier is asked: TCP 22, 179, 2379, 2380, 5473, 6443, 6666 and 6667 and UDP 68 of every node stay open to every pod. The cell is partly allowed, not denied.',
          rules: ['R5.20', 'R5.22'],
          proof: pair('prod/backend > host/node-worker TCP 22 allow'),
        },
        {
          claim: 'No application pod reaches a node.',
          truth:
            'The node that it runs on is an exception: this path never asks the host firewall. The setting defaultEndpointToHostAction decides it, and installers set it to Accept.',
          rules: ['R5.12'],
          proof: pair('prod/backend > host/node-control-plane TCP 8080 allow'),
        },
        {
          claim: 'The other node, at least, turns the pod away.',
          truth:
            'With natOutgoing in the address pool the packet leaves with the address of the pod’s node. The other node sees a node and admits it.',
          rules: ['R5.30'],
          proof: pair('prod/backend > host/node-worker TCP 8080 allow'),
        },
        {
          claim: 'A pod needs one of the labels of the rule to be let in.',
          truth:
            'dev/debug has no label at all and is in an application namespace. It runs with hostNetwork, so it is its node, and is let in as such.',
          rules: ['R1.3'],
          proof: pair('dev/debug > host/node-control-plane TCP 8080 allow'),
        },
      ],
    },
    'without-profile': {
      scene: 'as-written',
      task: {
        wish: 'Bring the three pairs back without opening the nodes to the pods.',
        goals: told,
        hints: [
          'Select the arrow between the nodes: which half of it denies?',
          'Nothing allows the nodes to send. A policy could, or what applies where no policy does.',
          `Give both host endpoints the profile ${allowProfile}.`,
        ],
        solution: 'firewall',
      },
      engineNotes: [
        {
          claim: 'With the manifests as they are in the original, a node reaches the other node.',
          truth:
            'It does not. Once there is a host endpoint, each direction without a policy falls to the profiles, and with none listed it is denied. Ingress at node-worker would have allowed it; egress at node-control-plane does not.',
          rules: ['R4.7', 'R5.19', 'R5.26'],
          proof: pair('host/node-control-plane > host/node-worker TCP 10250 deny'),
        },
      ],
    },
    loopback: {
      scene: 'firewall',
      task: {
        wish: 'Let each node reach itself over loopback. Nothing else shall become open.',
        goals: [...probes, ...told],
        hints: [
          'No selector can mean 127.0.0.1. What else can a rule match?',
          'Add an Allow rule to node-host-firewall and give its destination a network.',
          'destination.nets: 127.0.0.0/8',
        ],
        solution: 'loopback-open',
      },
      engineNotes: [
        {
          claim: 'A node may always talk to itself.',
          truth:
            'A host endpoint on all interfaces guards lo as well. 127.0.0.1 is in no set of addresses, the rule does not match, and the tier denies: the probe of the controller manager fails.',
          rules: ['R3.2', 'R5.19a'],
          proof: pair('host/node-control-plane > host/node-control-plane at 127.0.0.1 TCP 10257 deny'),
        },
      ],
    },
    trap: {
      scene: 'trap',
      task: {
        wish: 'Repair the rule: the application pods shall be denied again, the infrastructure shall keep its way in.',
        goals: told,
        hints: [
          'Open node-host-firewall and look at the source of its only rule.',
          "The source selector is role == 'node' || has(k8s-app) || tier == 'control-plane'.",
        ],
        solution: 'firewall',
      },
      engineNotes: [
        {
          claim: 'all() opens the nodes to everything.',
          truth:
            'It means all endpoints and network sets that the cluster knows. An address from outside is in none of them and is still denied; an empty selector would let it in too.',
          rules: ['R6.10', 'R3.1'],
          proof: pair('external/internet > host/node-worker TCP 8080 deny'),
        },
      ],
    },
    'trap-policy': {
      scene: 'trap-policy',
      task: {
        wish: 'Take the pods out of the firewall again.',
        goals: pairs(`${infrastructurePairs}${applicationPairs}
          prod/backend > dev/frontend TCP 8080 allow`),
        hints: ['Whom does the policy select?', "Its selector shall be role == 'node'."],
        solution: 'firewall',
      },
      engineNotes: [
        {
          claim: 'selector: all() on the firewall makes the denied cells of the nodes turn green.',
          truth:
            'That is what all() as the rule’s source does. As the policy’s selector it opens nothing: the nodes are as closed as before, and every pod is firewalled like a node.',
          rules: ['R3.11', 'R4.6'],
          proof: pair('prod/backend > dev/frontend TCP 8080 deny'),
        },
        {
          claim: 'The nodes are open now.',
          truth: 'This pair is denied as before: the rule’s source still names nodes and infrastructure only.',
          rules: ['R4.6'],
          proof: pair('prod/backend > host/node-worker TCP 8080 deny'),
        },
      ],
    },
    boundary: {
      scene: 'boundary',
      engineNotes: [
        {
          claim: 'A deny in the Admin tier is the last word.',
          truth:
            'Only for what its subject can select. It denies prod/backend to dev/frontend; of this pair, which ends at a host, it never hears, and the Calico tier below admits it.',
          rules: ['R3.17', 'R7.11'],
          proof: pair('host/node-control-plane > host/node-worker TCP 10250 allow'),
        },
      ],
      quiz: {
        question: 'Why can no ClusterNetworkPolicy guard a node’s host endpoint?',
        options: [
          'Host endpoints cannot be changed once they exist',
          'It chooses its subjects among namespaces and pods, and a host endpoint is in no namespace: only a Calico policy can select it',
          'Because a feature gate has to be switched on first',
        ],
        answer: 1,
        explanation:
          'The Kubernetes APIs are made of namespaces and pods. A node’s own interface is neither, so it takes a Calico GlobalNetworkPolicy to guard it.',
      },
    },
    'other-side': {
      scene: 'other-side',
      engineNotes: [
        {
          claim: 'The Kubernetes policy APIs can never touch host traffic.',
          truth:
            'They cannot select a host. But an egress rule with networks that hold the nodes’ addresses judges the same packet at the pod that sends it, before any failsafe port of the node counts.',
          rules: ['R7.14', 'R7.19'],
          proof: pair('prod/backend > host/node-worker TCP 22 deny'),
        },
      ],
    },
    'only-ssh': {
      scene: 'boundary',
      task: {
        wish: 'Application pods shall not reach TCP 22 of any node, failsafe or not. The nodes shall keep SSH among themselves.',
        goals: pairs(`
          prod/backend > host/node-worker TCP 22 deny
          dev/frontend > host/node-control-plane TCP 22 deny
          host/node-control-plane > host/node-worker TCP 22 allow`),
        hints: [
          'A failsafe port cannot be closed at the node by a rule. Where else does the packet pass?',
          'Deny it as egress of the pods: by a ClusterNetworkPolicy with the network of the nodes, or a GlobalNetworkPolicy with a namespaceSelector.',
          'Mind what else the pods send: of a GlobalNetworkPolicy let the rest go on with a Pass rule at the end.',
        ],
        solution: 'only-ssh',
      },
    },
    order: {
      scene: 'order',
      task: {
        wish: 'Make the text true: put `host-firewall` behind every other tier, so that the baseline opens TCP 9100 to `prod`. TCP 8080 shall stay closed.',
        goals: pairs(`${infrastructurePairs}${applicationPairs}
          prod/backend > host/node-worker TCP 9100 allow`),
        hints: [
          'On the tier board drag the tier host-firewall behind kube-baseline.',
          'kube-baseline has the order 10000000. Anything above it will do.',
        ],
        solution: 'below-baseline',
      },
      engineNotes: [
        {
          claim: 'The high order places the tier below the default tier.',
          truth:
            '1000000 is the order of the tier default itself. Of equal orders the name decides, and "host-firewall" comes after "default" in the alphabet: a tier aa-firewall with the same order would be asked before it. Here default is asked first, and its deny decides.',
          rules: ['R1.6', 'R4.1', 'R4.22'],
          proof: pair('host/node-control-plane > host/node-worker TCP 9100 deny'),
        },
        {
          claim: 'The tier stands below the whole Kubernetes policy stack.',
          truth:
            'The baseline tier has the order 10000000 and comes after it. The baseline policy that admits prod to port 9100 is never asked, because host-firewall has denied before.',
          rules: ['R1.6', 'R4.22'],
          proof: pair('prod/backend > host/node-worker TCP 9100 deny'),
        },
      ],
    },
    version: {
      scene: 'version',
      task: {
        wish: 'Make the firewall work on 3.31: a policy with the same content under a name that this version accepts.',
        goals: told,
        hints: [
          'Outside the tier default a name begins with that of its tier and a dot.',
          'Rename the policy to host-firewall.node-host-firewall and switch it on.',
        ],
        solution: 'version-named',
      },
      engineNotes: [
        {
          claim: 'The policy can be applied to any cluster with tiers.',
          truth:
            'From 3.29 to 3.31 a policy outside the tier default must be named <tier>.<name>; the API server refuses node-host-firewall. Its short name is valid from 3.32 on, the version that also brings ClusterNetworkPolicy. Without the policy the nodes are open.',
          rules: ['R8.5', 'R1.1'],
          proof: pair('prod/backend > host/node-worker TCP 8080 allow'),
        },
      ],
    },
    recap: {
      scene: 'loopback-open',
      quiz: {
        question:
          'You add a host endpoint without profiles and a policy with types: [Ingress]. What becomes of what the host sends?',
        options: [
          'It is allowed: the policy does not judge egress',
          'It is dropped, except on outbound failsafe ports',
          'It is allowed to other nodes only',
        ],
        answer: 1,
        explanation:
          'No policy speaks for egress and no profile does: that direction is denied. List the allow profile, or write an egress policy.',
      },
    },
  },
};
