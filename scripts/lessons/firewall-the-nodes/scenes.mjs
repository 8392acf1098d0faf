import { pairs } from '../pieces.mjs';
import {
  cluster,
  endpoints,
  bareEndpoints,
  hostFirewall,
  fromAdmitted,
  firewall,
  loopbackRule,
  guarded,
  observed,
  pool,
  felix,
  debugPod,
  noPodTraffic,
  noPodsToNodes,
  early,
  baseline,
  belowBaseline,
  infrastructurePairs,
  applicationPairs,
  told,
  allOpen,
  bareOpen,
  both,
} from './design.mjs';

export const scenes = {
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
    objects: [...observed, noPodTraffic, noPodsToNodes({ protocols: [{ tcp: { destinationPort: { number: 22 } } }] })],
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
};
