import { pair, pairs } from '../pieces.mjs';
import { closedPairs, hostPairs, loopbackPairs, shopPairs } from './design.mjs';

export const steps = {
  story: {
    scene: 'open',
    quiz: {
      question: 'Which of these life lines of a host is no failsafe port?',
      options: ['The API server, TCP 6443', 'The kubelet, TCP 10250', 'etcd, TCP 2379'],
      answer: 1,
      explanation:
        'The kubelet’s port is on neither list. A host policy that forgets it costs logs, exec and metrics of every pod on the node.',
    },
  },
  obvious: {
    scene: 'obvious',
    task: {
      wish: 'Bring the hosts back to life without taking the deny from the pods.',
      goals: pairs(`${hostPairs}
        shop/web > shop/db TCP 5432 deny
        external/internet > shop/db TCP 5432 deny`),
      hints: [
        'What does a pod have that a host has not?',
        'Give the policy a namespaceSelector.',
        'namespaceSelector: all()',
      ],
      solution: 'pods-only',
    },
    engineNotes: [
      {
        claim: 'selector: all() means all pods.',
        truth:
          'It means all endpoints, and host endpoints are endpoints. Without a namespaceSelector a global policy applies to both.',
        rules: ['R3.11'],
        proof: pair('host/worker-a > external/registry TCP 443 deny'),
      },
      {
        claim: 'A default deny locks everybody out of the nodes.',
        truth: 'TCP 22 is on the inbound failsafe list. It passes before any policy is asked.',
        rules: ['R5.20', 'R5.22'],
        proof: pair('external/admins > host/worker-a TCP 22 allow'),
      },
    ],
  },
  'pods-only': {
    scene: 'pods-only',
    quiz: {
      question: 'Which of these leaves the hosts alone?',
      options: [
        "namespaceSelector: name != 'kube-system', no selector",
        'namespaceSelector: all()',
        "selector: role != 'host' || app != 'x'",
      ],
      answer: 1,
      explanation:
        'all() in a namespaceSelector asks for a namespace, which a host has not. A negation is true of whatever lacks the label.',
    },
  },
  negative: {
    scene: 'negative',
    task: {
      wish: 'Mend the selector: the pods of `shop` shall be denied, the hosts shall live.',
      goals: pairs(`${hostPairs}
        shop/web > shop/db TCP 5432 deny`),
      hints: [
        'Say which namespaces you mean instead of which you don’t.',
        "namespaceSelector: name == 'shop', or all()",
      ],
      solution: 'pods-only',
    },
    engineNotes: [
      {
        claim: 'A policy with a namespaceSelector applies to pods only.',
        truth:
          'The selector is turned into a condition on labels that a namespace hands down. A negated condition is also true of an endpoint without any of them: the host.',
        rules: ['R3.11', 'R2.8'],
        proof: pair('host/worker-a > external/registry TCP 443 deny'),
      },
    ],
  },
  'open-pods': {
    scene: 'pods-only',
    task: {
      wish: 'Allow what the shop needs: `web` to `db` on TCP 5432, and DNS (UDP and TCP 53) for every pod. Nothing else shall open.',
      goals: pairs(`${shopPairs}
        external/internet > shop/db TCP 5432 deny`),
      hints: [
        'Drop an Allow card on the arrow from web to db; mind that both ends need a rule.',
        'For DNS select all pods (namespaceSelector all()) for egress, and app == "dns" for ingress.',
        'Give your policies an order below 2000, so that they are asked before the deny.',
      ],
      solution: 'pods-open',
    },
  },
  'close-hosts': {
    scene: 'pods-open',
    task: {
      wish: 'Close the hosts: from outside only SSH of the administrators, nothing from pods. The hosts shall reach each other, the registry, and themselves over loopback.',
      goals: pairs(`${hostPairs}${closedPairs}${loopbackPairs}`),
      hints: [
        'One policy for role == "host" with ingress and egress will do.',
        'Ingress: from role == "host"; to the network 127.0.0.0/8; TCP 22 from 198.51.100.0/24. Egress: Allow.',
      ],
      solution: 'hosts-closed',
    },
    engineNotes: [
      {
        claim: 'A pod on another node is stopped by the deny for pods, so the hosts need none.',
        truth:
          'The deny for pods judges pods. From outside, any port of the hosts is open until a policy selects the hosts.',
        rules: ['R4.7', 'R5.26'],
        proof: pair('external/internet > host/worker-a TCP 9100 allow'),
      },
    ],
  },
  check: {
    scene: 'hosts-closed',
    quiz: {
      question: 'You close the hosts of a running cluster. What comes first?',
      options: [
        'The deny, so that nothing slips through while you write the rules',
        'The rules that allow the life lines, together with or before the deny',
        'It makes no difference, Calico applies policies in their order',
      ],
      answer: 1,
      explanation:
        'Objects are applied one after the other. A deny that is there first cuts the line over which the rest would come.',
    },
  },
  recap: {
    scene: 'hosts-closed',
    quiz: {
      question: 'Why does the rule for loopback name a network instead of a selector?',
      options: [
        'Selectors are slower',
        '127.0.0.1 is among the addresses of no endpoint, so no selector can mean it',
        'Loopback traffic carries no protocol',
      ],
      answer: 1,
      explanation: 'Rule selectors become sets of addresses, and loopback is in none of them.',
    },
  },
};
