import { pair, pairs } from '../pieces.mjs';
import {
  nodes,
  rest,
  controllers,
  on,
  createdBy,
  closed8080,
  kubeletsAndLoopback,
  auto,
  four,
  mended,
  tight,
  noFailsafes,
  instead,
  forwarded,
  modernNodes,
  modern,
  short,
  fromAnywhere,
  betweenMastersPairs,
  fourPairs,
  toMasters,
  betweenMasters,
  local,
} from './design.mjs';

export const scenes = {
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
    notes: 'The masters are selected now, so everything that the policy does not name is denied. Ask what just broke.',
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
      pair('shop/web > external/internet TCP 443 deny', 'The wildcard host endpoint judges what pods send through it.'),
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
};
