import { pair, pairs } from '../pieces.mjs';

export const steps = {
  tiers: {
    scene: 'plain',
    quiz: {
      question: 'A tier has policies, but none of them selects the pod. What does its default action do to the pod?',
      options: ['It denies', 'It passes', 'Nothing: the tier is not visited for this pod'],
      answer: 2,
      explanation: 'Only tiers with a policy that applies to the endpoint, in that direction, are visited.',
    },
  },
  ends: {
    scene: 'ends',
    task: {
      wish: 'Security shall say no to `partner` and leave everything else at `db` to the tiers behind it.',
      goals: pairs(`
        shop/web > shop/db TCP 5432 allow
        ops/monitor > shop/db TCP 9187 allow
        partner/crawler > shop/db TCP 5432 deny`),
      hints: [
        'What happens to a packet that no rule of the tier matches?',
        'Either a last rule with the action Pass, or the tier’s default action Pass.',
      ],
      solution: 'passes',
    },
    engineNotes: [
      {
        claim: 'The policy has one rule and denies partner only.',
        truth:
          'It also selects db. What none of its rules matches ends at the tier’s default action, and that is Deny.',
        rules: ['R4.6'],
        proof: pair('shop/web > shop/db TCP 5432 deny'),
      },
      {
        claim: 'The tier’s Deny applies to the whole cluster.',
        truth: 'Only to endpoints that a policy of the tier selects. web is none of them.',
        rules: ['R4.5'],
        proof: pair('partner/crawler > shop/web TCP 8080 allow'),
      },
    ],
  },
  pass: {
    scene: 'developers',
    quiz: {
      question: 'Security passes, and the NetworkPolicy for db does not match monitor. Why is monitor denied?',
      options: [
        'The tier default ends with Deny for the pods that a policy in it selects',
        'Pass means deny later',
        'The profile of the namespace denies it',
      ],
      answer: 0,
      explanation:
        'That is how Calico isolates: the NetworkPolicy is a policy of the tier default, and the tier’s end denies.',
    },
  },
  'last-word': {
    scene: 'rescued',
    task: {
      wish: 'Give the developers their word back: on TCP 5432 only `web` reaches `db`. `monitor` shall reach TCP 9187, without a change to the NetworkPolicy.',
      goals: pairs(`
        shop/web > shop/db TCP 5432 allow
        ops/monitor > shop/db TCP 5432 deny
        ops/monitor > shop/db TCP 9187 allow
        partner/crawler > shop/db TCP 9187 deny`),
      hints: [
        'The late policy may stay, if its rule allows no more than it should.',
        'Allow TCP 9187 with the source namespaceSelector name == "ops".',
      ],
      solution: 'metrics',
    },
    engineNotes: [
      {
        claim: 'Once a NetworkPolicy selects a pod, only NetworkPolicies can open it.',
        truth:
          'In Calico a NetworkPolicy is a policy of the tier default with the order 1000. Policies behind it are asked before the tier ends, and may allow.',
        rules: ['R4.20'],
        proof: pair('ops/monitor > shop/db TCP 5432 allow'),
      },
    ],
  },
  admin: {
    scene: 'exception',
    task: {
      wish: 'Make the administrators’ deny hold: nothing from `partner` reaches `shop`.',
      goals: pairs(`
        partner/crawler > shop/web TCP 8080 deny
        partner/crawler > shop/db TCP 5432 deny
        shop/web > shop/db TCP 5432 allow`),
      hints: ['On the tier board drag exceptions behind kube-admin.', 'Any order above 1000 will do.'],
      solution: 'admin',
    },
    engineNotes: [
      {
        claim: 'The Admin tier is asked before everything else.',
        truth: 'It has the order 1000. A Calico tier with a lower number comes first, and its Allow is final.',
        rules: ['R1.6', 'R4.1'],
        proof: pair('partner/crawler > shop/web TCP 8080 allow'),
      },
    ],
  },
  baseline: {
    scene: 'baseline',
    task: {
      wish: 'Let `partner` reach TCP 8080 of `web`, by a Kubernetes NetworkPolicy. `monitor` shall stay out.',
      goals: pairs(`
        partner/crawler > shop/web TCP 8080 allow
        ops/monitor > shop/web TCP 8080 deny
        shop/web > shop/db TCP 5432 allow`),
      hints: [
        'A NetworkPolicy in shop with podSelector app: web.',
        'Ingress from the namespaceSelector name: partner, TCP 8080.',
      ],
      solution: 'web-open',
    },
    engineNotes: [
      {
        claim: 'A deny in the baseline is the floor under all policies.',
        truth:
          'It is what applies where nothing else has decided. db has a policy in the tier default, so the baseline is never asked about it.',
        rules: ['R4.21', 'R7.17'],
        proof: pair('shop/web > shop/db TCP 5432 allow'),
      },
    ],
  },
  'no-order': {
    scene: 'no-order',
    task: {
      wish: 'Put the tier where its author wanted it: behind all others.',
      goals: pairs(`
        shop/web > shop/db TCP 5432 allow
        partner/crawler > shop/db TCP 5432 deny`),
      hints: ['Give the tier an order.', 'The last built-in tier, kube-baseline, has 10000000.'],
      solution: 'ordered',
    },
    engineNotes: [
      {
        claim: 'A tier without order is asked last.',
        truth:
          'It is read as 1000000, the order of the tier default. The name decides between the two, and "aa-catch-all" comes before "default".',
        rules: ['R1.7', 'R4.1'],
        proof: pair('shop/web > shop/db TCP 5432 deny'),
      },
    ],
  },
  recap: {
    scene: 'ordered',
    quiz: {
      question: 'Which of these is asked first?',
      options: [
        'A ClusterNetworkPolicy of the Admin tier with priority 0',
        'A policy in a Calico tier of order 500',
        'A NetworkPolicy',
      ],
      answer: 1,
      explanation:
        'The order of the tiers counts first: 500, then kube-admin with 1000, then default. Priorities count within their tier.',
    },
  },
};
