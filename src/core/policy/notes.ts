import { unreachable } from '../result.ts';
import type { PathNote } from './stop.ts';
import type { UndecidedReason } from './trace.ts';

/** Why the packet's fate is not what the policies alone say. */
export function sentenceOfNote(note: PathNote): string {
  switch (note) {
    case 'own-pod':
      return 'A node always reaches the pods on it: no policy is asked.';
    case 'own-host':
      return 'A pod reaches the node it runs on without that node’s host policies being asked; the endpoint-to-host action decides.';
    case 'unplaced':
      return 'The pod is on no node of the design and is judged as remote from every node; placed on one another verdict may hold.';
    case 'tunnelled':
      return 'Packets to this pod travel through a tunnel between the nodes: not the host endpoint of the primary interface is asked but that of the tunnel device or the wildcard one, and what a node sends itself carries its tunnel address.';
    case 'source-translated':
      return 'NAT-outgoing gives these packets the address of the pod’s node before they arrive: the destination’s policies see the node.';
    case 'outside-only':
      return 'Traffic between two external networks does not pass the cluster.';
    case 'forward-other-direction':
      return 'Apply-on-forward policy selects the host endpoint in the other direction only: the node’s own forwarding rules have the last word.';
    default:
      return unreachable(note);
  }
}

/** Why a verdict cannot be given. */
export function sentenceOfReason(reason: UndecidedReason): string {
  switch (reason) {
    case 'invalid-policy':
      return 'A policy with errors could decide this traffic.';
    case 'invalid-endpoint':
      return 'It is not known where one of the two ends is.';
    case 'untracked-one-way':
      return 'A doNotTrack policy lets this traffic through one way only: no doNotTrack rule lets its replies back.';
    case 'nat-outgoing-not-modelled':
      return 'NAT-outgoing would give the packets the address of the pod’s node, but the pod is on no node of the design.';
    case 'tunnel-address-unknown':
      return 'The node sends these packets through a tunnel, a policy asks for their source, and the design does not say the address of the node’s tunnel device.';
    case 'service-address-unknown':
      return 'A policy is asked before the service’s address is translated, and the design does not say that address.';
    case 'source-port-range':
      return 'A rule takes only some of the source ports that a client may get.';
    case 'ebpf-loopback':
      return 'With the eBPF data plane it is not known whether a host endpoint’s policy is asked about what a node sends to itself.';
    case 'no-common-ip-family':
      return 'The two ends have no address of the same IP version.';
    default:
      return unreachable(reason);
  }
}
