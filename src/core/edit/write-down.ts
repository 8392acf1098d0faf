import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { Labels } from '../selector/labels.ts';
import { freeName } from './names.ts';
import { calicoType, defaultAllowProfile } from './new-manifests.ts';

/** What the controller would make on a cluster node (R1.21, R1.23). */
export interface AutomaticHostEndpoint {
  readonly clusterNode: string;
  readonly interfaceName: string;
  readonly expectedIPs: readonly string[];
  readonly labels: Labels;
}

/** By this label the controller knows its own, and deletes them (R1.24). */
const createdBy = 'projectcalico.org/created-by';

/**
 * The same host endpoint as an object of the design. Named after its node it sorts before the automatic one, so that of
 * the two it is the one in force (R5.5).
 */
export function writtenHostEndpoint(document: ClusterDocument, automatic: AutomaticHostEndpoint): Manifest {
  const { clusterNode, interfaceName, expectedIPs, labels } = automatic;
  const own = [...labels].filter(([key]) => key !== createdBy);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: {
      name: freeName(document, calicoType('HostEndpoint', null), clusterNode),
      ...(own.length === 0 ? {} : { labels: Object.fromEntries(own) }),
    },
    spec: {
      node: clusterNode,
      ...(interfaceName === '' ? {} : { interfaceName }),
      expectedIPs,
      profiles: [defaultAllowProfile],
    },
  };
}
