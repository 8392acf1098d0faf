import { pairs } from '../pieces.mjs';
import {
  closedPairs,
  cluster,
  denied,
  deniedNegative,
  deniedPods,
  hostPairs,
  lifeLines,
  opened,
  openHosts,
  shopPairs,
} from './design.mjs';

export const scenes = {
  open: {
    title: 'Everything is open',
    notes: 'Collect life lines from the audience before you show the table.',
    objects: cluster,
    flows: [...openHosts, ...pairs('shop/web > shop/db TCP 5432 allow')],
  },
  obvious: {
    title: 'all() without rules',
    notes: 'One policy of five lines. Count the life lines that died, then ask what still works and why.',
    objects: [...cluster, denied({ selector: 'all()' })],
    focus: ['GlobalNetworkPolicy.projectcalico.org/default-deny'],
    flows: pairs(`
      shop/web > shop/db TCP 5432 deny
      host/control > host/worker-a TCP 10250 deny # Kubelet.
      host/worker-a > external/registry TCP 443 deny # Images.
      host/worker-b > host/control TCP 6443 allow # A failsafe port at both ends.
      external/admins > host/worker-a TCP 22 allow # A failsafe port.`),
  },
  'pods-only': {
    title: 'The deny for pods only',
    notes: 'One line more. The arrows between the hosts come back, those of the pods stay denied.',
    objects: [...cluster, deniedPods],
    flows: [
      ...openHosts,
      ...pairs(`
        shop/web > shop/db TCP 5432 deny
        shop/web > kube-system/dns UDP 53 deny`),
    ],
  },
  negative: {
    title: 'A negated namespace selector',
    notes: 'The selector reads well. A host has no namespace, so “not kube-system” is true of it.',
    objects: [...cluster, deniedNegative],
    flows: pairs(`
      shop/web > shop/db TCP 5432 deny
      host/worker-a > external/registry TCP 443 deny # The hosts are hit as well.
      host/control > host/worker-a TCP 10250 deny`),
  },
  'pods-open': {
    title: 'The shop works again',
    notes: 'Four small policies. Show DNS over TCP: forgotten more often than any other.',
    objects: [...cluster, deniedPods, ...opened],
    flows: [...openHosts, ...pairs(shopPairs)],
  },
  'hosts-closed': {
    title: 'Hosts closed, life lines open',
    notes: 'Open the lock-out check and read it together: that is what it looks like when it has nothing to say.',
    objects: [...cluster, deniedPods, ...opened, lifeLines],
    flows: pairs(`${shopPairs}${hostPairs}${closedPairs}`),
  },
};
