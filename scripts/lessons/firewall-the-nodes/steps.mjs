import { allowProfile, pair, pairs } from '../pieces.mjs';
import { infrastructurePairs, applicationPairs, told, probes } from './design.mjs';

export const steps = {
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
};
