import { pairs } from '../pieces.mjs';
import {
  cluster,
  denyAll,
  denySsh,
  doors,
  firstTier,
  instead,
  none,
  only9100,
  podDeny,
  podSsh,
  sshFromOffice,
  with9100,
} from './design.mjs';

export const scenes = {
  'deny-all': {
    title: 'Both hosts denied everything',
    notes: 'Have the audience guess which arrows are allowed. Then point at the doors.',
    objects: [...cluster, denyAll],
    flows: pairs(`${doors}
      host/edge-1 > host/edge-2 TCP 22 deny # Not on the outbound list.`),
  },
  'deny-ssh': {
    title: 'An explicit deny for SSH',
    notes: 'The first policy that anybody is asked to write after a scan of the ports. It changes nothing.',
    objects: [...cluster, firstTier, denySsh, denyAll],
    focus: ['GlobalNetworkPolicy.projectcalico.org/close-ssh'],
    flows: pairs(doors),
  },
  'ssh-office': {
    title: 'SSH for the office only',
    notes:
      'The entry for TCP 22 has a network now. The other entries are repeated: the list replaces the built-in one.',
    objects: [...cluster, firstTier, denySsh, denyAll, sshFromOffice],
    flows: pairs(`
      external/office > host/edge-1 TCP 22 allow
      external/internet > host/edge-1 TCP 22 deny
      external/internet > host/edge-1 TCP 6443 allow
      host/edge-1 > host/edge-2 TCP 179 allow`),
  },
  pod: {
    title: 'A pod that offers SSH',
    notes: 'Same port number, no door on the card: nothing holds a pod open.',
    objects: [...cluster, denyAll, podDeny],
    flows: pairs(`
      external/office > host/edge-1 TCP 22 allow # The host.
      external/office > apps/jump TCP 22 deny # The pod.`),
  },
  'pod-open': {
    title: 'SSH of the pod, for the office',
    notes: 'An ordinary policy at the pod does it. Nothing on the host had to change: the host only passes it on.',
    objects: [...cluster, denyAll, podDeny, podSsh],
    flows: pairs(`
      external/office > apps/jump TCP 22 allow
      external/internet > apps/jump TCP 22 deny`),
  },
  'only-9100': {
    title: 'A list of one entry',
    notes: 'One well-meant entry. Ask which life lines are gone before you select the arrows.',
    objects: [...cluster, denyAll, only9100],
    flows: pairs(`
      external/office > host/edge-1 TCP 9100 allow
      external/office > host/edge-1 TCP 22 deny # No longer on the list.
      external/office > host/edge-1 TCP 6443 deny
      host/edge-1 > host/edge-2 TCP 179 deny`),
  },
  'with-9100': {
    title: 'The built-in list and one more',
    notes: 'All nine entries are repeated, and the tenth is behind them.',
    objects: [...cluster, denyAll, with9100],
    flows: pairs(`
      external/office > host/edge-1 TCP 9100 allow
      external/office > host/edge-1 TCP 22 allow
      external/office > host/edge-1 TCP 6443 allow
      host/edge-1 > host/edge-2 TCP 179 allow`),
  },
  empty: {
    title: 'Empty lists',
    notes: 'Nothing passes any more. This is why the order of work matters.',
    objects: [...cluster, denyAll, none],
    flows: pairs(`
      external/office > host/edge-1 TCP 22 deny
      host/edge-1 > host/edge-2 TCP 179 deny
      host/edge-1 > host/edge-2 TCP 2379 deny
      host/edge-1 > external/internet UDP 53 deny`),
  },
  carried: {
    title: 'Policies carry everything',
    notes: 'Compare with the first scene: the same life lines, and now only for those who need them.',
    objects: [...cluster, denyAll, none, instead],
    flows: pairs(`
      external/office > host/edge-1 TCP 22 allow
      external/internet > host/edge-1 TCP 22 deny
      external/internet > host/edge-1 TCP 2379 deny
      host/edge-1 > host/edge-2 TCP 179 allow
      host/edge-1 > host/edge-2 TCP 2379 allow
      host/edge-1 > external/internet UDP 53 allow`),
  },
};
