import { pair } from '../pieces.mjs';
import {
  createdBy,
  short,
  one,
  fromAnywhere,
  betweenMastersPairs,
  masterLoopback,
  workerLoopback,
  kubeletPairs,
} from './design.mjs';

export const steps = {
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
};
