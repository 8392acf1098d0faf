import { pair, pairs } from '../pieces.mjs';

export const steps = {
  net: {
    scene: 'deny-all',
    quiz: {
      question: 'Both hosts are denied everything. Which connection still works?',
      options: [
        'From the Internet to TCP 6443 of edge-1',
        'From edge-1 to TCP 443 of the Internet',
        'From the Internet to TCP 10250 of edge-1',
      ],
      answer: 0,
      explanation:
        'TCP 6443 is on the inbound list, open from anywhere. 443 is on no list at all, and the kubelet’s 10250 neither.',
    },
    engineNotes: [
      {
        claim: 'Failsafe ports are open to the administrators.',
        truth:
          'They are open to everybody: the built-in entries name no network. With the API server’s port and etcd’s, that is more than a way in for repairs.',
        rules: ['R5.20', 'R5.21'],
        proof: pair('external/internet > host/edge-1 TCP 2379 allow'),
      },
    ],
  },
  explicit: {
    scene: 'deny-ssh',
    task: {
      wish: 'Make SSH work for the office (`203.0.113.0/24`) and for nobody else. The other failsafe ports shall stay as they are.',
      goals: pairs(`
        external/office > host/edge-1 TCP 22 allow
        external/office > host/edge-2 TCP 22 allow
        external/internet > host/edge-1 TCP 22 deny
        external/internet > host/edge-1 TCP 6443 allow
        host/edge-1 > host/edge-2 TCP 179 allow`),
      hints: [
        'No policy can do it. The lists are in the FelixConfiguration default.',
        'A list that you write replaces the built-in one: repeat its entries.',
        'Give the entry TCP 22 the net 203.0.113.0/24. The Internet here means every address that is nobody else’s.',
      ],
      solution: 'ssh-office',
    },
    engineNotes: [
      {
        claim: 'A Deny of order 1 in the first tier wins over everything.',
        truth:
          'Failsafe ports are looked at before the first tier. The policy is not wrong, it is never asked about this port.',
        rules: ['R5.22'],
        proof: pair('external/internet > host/edge-1 TCP 22 allow'),
      },
    ],
  },
  'two-ends': {
    scene: 'deny-all',
    engineNotes: [
      {
        claim: 'SSH between the hosts is failsafe.',
        truth:
          'At the receiver it is. At the sender the outbound list counts, and TCP 22 is not on it: the packet is denied before it leaves.',
        rules: ['R5.24'],
        proof: pair('host/edge-1 > host/edge-2 TCP 22 deny'),
      },
    ],
    quiz: {
      question: 'Why does BGP between the two hosts survive the deny, and SSH between them not?',
      options: [
        'BGP is older than the policy',
        'TCP 179 is on both lists, TCP 22 only on the inbound one',
        'BGP is allowed by the profile',
      ],
      answer: 1,
      explanation: 'Each end asks its own list: the sender the outbound one, the receiver the inbound one.',
    },
  },
  pods: {
    scene: 'pod',
    task: {
      wish: 'Let the office reach SSH of `apps/jump`, and nobody else.',
      goals: pairs(`
        external/office > apps/jump TCP 22 allow
        external/internet > apps/jump TCP 22 deny`),
      hints: [
        'The deny selects the pod. A rule for the pod with a lower order comes before it.',
        'Allow ingress TCP 22 from the network 203.0.113.0/24, in a policy that selects app == "jump".',
      ],
      solution: 'pod-open',
    },
    engineNotes: [
      {
        claim: 'TCP 22 is always open.',
        truth: 'At hosts. A pod has no failsafe ports, and for what a host passes on they are not asked either.',
        rules: ['R5.22', 'R5.23'],
        proof: pair('external/office > apps/jump TCP 22 deny'),
      },
    ],
  },
  replace: {
    scene: 'only-9100',
    task: {
      wish: 'Keep TCP 9100 open and bring the built-in inbound ports back.',
      goals: pairs(`
        external/office > host/edge-1 TCP 9100 allow
        external/office > host/edge-1 TCP 22 allow
        external/office > host/edge-1 TCP 6443 allow
        external/office > host/edge-1 TCP 10250 deny
        host/edge-1 > host/edge-2 TCP 179 allow
        host/edge-1 > host/edge-2 TCP 2380 allow`),
      hints: [
        'Write out the whole list: TCP 22, UDP 68, TCP 179, 2379, 2380, 5473, 6443, 6666, 6667, and 9100.',
        'Or take the list away and allow 9100 where such things belong: in a policy.',
      ],
      solution: 'with-9100',
    },
    engineNotes: [
      {
        claim: 'An entry in failsafeInboundHostPorts is added to the built-in ones.',
        truth: 'The list replaces them. With this one entry, SSH is no failsafe port any more.',
        rules: ['R5.25'],
        proof: pair('external/office > host/edge-1 TCP 22 deny'),
      },
    ],
  },
  empty: {
    scene: 'empty',
    task: {
      wish: 'Leave the lists empty and write the policy that carries the life lines: SSH from the office, the ports 179 and 2379 between the hosts, DNS outwards over UDP.',
      goals: pairs(`
        external/office > host/edge-1 TCP 22 allow
        external/internet > host/edge-1 TCP 22 deny
        external/internet > host/edge-1 TCP 2379 deny
        host/edge-1 > host/edge-2 TCP 179 allow
        host/edge-2 > host/edge-1 TCP 2379 allow
        host/edge-1 > external/internet UDP 53 allow
        host/edge-1 > external/internet TCP 443 deny`),
      hints: [
        'The policy needs an order below 1000, or its rules are asked after the deny has ended the tier.',
        'Both directions: what edge-1 may send, edge-2 must also let in.',
        'Ingress: TCP 22 from 203.0.113.0/24; TCP 179 and 2379 from role == "edge". Egress: the same ports to role == "edge", UDP 53 to anywhere.',
      ],
      solution: 'carried',
    },
  },
  recap: {
    scene: 'carried',
    quiz: {
      question: 'A scan from the Internet finds TCP 2379 open on a host whose policies deny it. What is the remedy?',
      options: [
        'A Deny with a lower order',
        'A tier in front of all others',
        'Another failsafe list: without 2379, or with a net for it, and a policy for those who need it',
      ],
      answer: 2,
      explanation: 'No policy is asked about a failsafe port. Only the list can change that.',
    },
  },
};
