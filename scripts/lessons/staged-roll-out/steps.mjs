import { pair, pairs } from '../pieces.mjs';
import { changedPairs, guardedPairs, hostPairs } from './design.mjs';

export const steps = {
  story: { scene: 'open' },
  staged: {
    scene: 'staged',
    engineNotes: [
      {
        claim: 'The policy selects db and admits only api, so web is denied.',
        truth: 'It is staged. Staged policies take no part in any verdict.',
        rules: ['R4.9'],
        proof: pair('shop/web > shop/db TCP 5432 allow'),
      },
      {
        claim: 'The tier app selects db, so its default action denies what the tier does not allow.',
        truth:
          'The default action needs a policy of the tier that is in force. A tier with staged policies only is passed by.',
        rules: ['R4.6'],
        proof: pair('ops/scraper > shop/db TCP 9187 allow'),
      },
    ],
    quiz: {
      question: 'What does a StagedGlobalNetworkPolicy without stagedAction stand for?',
      options: ['Nothing, the field is required', 'For Set: making or changing the policy of that name', 'For Delete'],
      answer: 1,
      explanation: 'Set is the default.',
    },
  },
  preview: {
    scene: 'staged',
    task: {
      wish: 'Put `db-guard` into force so that `api` and the scraper keep their way to `db`, and `web` loses it. Use the preview first.',
      goals: pairs(guardedPairs),
      hints: [
        'The preview shows that the scraper would be cut off: it comes to TCP 9187.',
        'Add a rule to the staged policy: Allow TCP 9187 from app == "scraper".',
        'Enforce the staged policy from its card on the tier board or from the inspector.',
      ],
      solution: 'enforced',
    },
  },
  change: {
    scene: 'change',
    task: {
      wish: 'Bring the change into force: `report` reaches `db`, and nobody who may reach it now loses it.',
      goals: pairs(changedPairs),
      hints: [
        'Which rule of the policy in force is missing in the staged version?',
        'Add the scraper’s rule to the staged version, then enforce it.',
      ],
      solution: 'changed',
    },
    engineNotes: [
      {
        claim: 'The staged rules are added to those of the policy in force.',
        truth:
          'They decide nothing now, and once enforced the staged version takes the place of the whole policy. What it does not repeat is gone.',
        rules: ['R4.9'],
        proof: pair('shop/report > shop/db TCP 5432 deny'),
      },
    ],
    quiz: {
      question: 'Which connection would the staged version cut off?',
      options: ['api to db', 'The scraper to db', 'web to api'],
      answer: 1,
      explanation: 'Its rules name api and report only. The preview shows the arrow turning.',
    },
  },
  delete: {
    scene: 'legacy',
    task: {
      wish: 'Carry the removal out. `web` shall no longer reach `db`; all others shall.',
      goals: pairs(changedPairs),
      hints: [
        'Delete the policy legacy-open that is in force.',
        'Then delete its staged removal too: it has done its work.',
      ],
      solution: 'changed',
    },
    engineNotes: [
      {
        claim: 'With stagedAction: Delete the policy is as good as gone.',
        truth: 'It goes on deciding until somebody deletes it. Its first rule still lets everybody in.',
        rules: ['R4.9'],
        proof: pair('shop/web > shop/db TCP 5432 allow'),
      },
    ],
  },
  hosts: {
    scene: 'hosts',
    task: {
      wish: 'Put a host firewall into force that leaves the nodes alive: SSH for the office, the nodes among themselves, loopback. The Internet shall not reach TCP 9100.',
      goals: pairs(`${hostPairs}
        host/node-b > host/node-b at 127.0.0.1 TCP 10248 allow`),
      hints: [
        'Two rules are missing: for the other nodes, and for loopback.',
        'Source role == "node"; destination network 127.0.0.0/8.',
      ],
      solution: 'hosts-enforced',
    },
    quiz: {
      question:
        'The staged firewall says nothing about TCP 6443. Would enforcing it cut the nodes off from the API server?',
      options: ['Yes', 'No: TCP 6443 is a failsafe port', 'Only if the preview says so'],
      answer: 1,
      explanation: 'Failsafe ports pass before any tier. The kubelet’s 10250 is none: that one would die.',
    },
  },
  recap: {
    scene: 'hosts-enforced',
    quiz: {
      question: 'You staged a policy a week ago and nothing broke. What does that prove?',
      options: [
        'That the policy is right',
        'Nothing: staged policies decide nothing. What counts is what the preview, or the flow logs of the cluster, say would have happened',
        'That nobody uses the database',
      ],
      answer: 1,
      explanation: 'A staged policy cannot break anything. Look at what it would have done.',
    },
  },
};
