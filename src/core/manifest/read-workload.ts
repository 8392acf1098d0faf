import type { NamedPort, Pod, WorkloadOwner } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Address } from '../net/cidr.ts';
import type { Field } from './field-reader.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { readAddress, tcp, transportProtocols } from './read-values.ts';

const finishedPhases: readonly (string | null)[] = ['Succeeded', 'Failed', 'Completed'];

/** Reads a Pod (R1.2–R1.4). */
export function readPod(id: ResourceId, manifest: Field): Pod {
  const status = manifest.at('status');
  return {
    kind: 'pod',
    ...readMetadata(id, manifest),
    namespace: readNamespace(manifest),
    workloadKind: 'Pod',
    ...readPodSpec(manifest.at('spec')),
    addresses: readPodAddresses(status),
    finished: finishedPhases.includes(status.at('phase').text()),
    owner: readOwner(manifest),
  };
}

/** Where a workload keeps the template of its pods. */
export type TemplatePlace = 'spec.template' | 'spec.jobTemplate.spec.template';

/** Reads a Deployment, DaemonSet, StatefulSet, ReplicaSet, Job or CronJob as the one pod that stands for all of its pods. */
export function readWorkload(id: ResourceId, manifest: Field, workloadKind: string, place: TemplatePlace): Pod {
  const template = place.split('.').reduce((field, name) => field.at(name), manifest);
  return {
    kind: 'pod',
    ...readMetadata(id, manifest),
    labels: template.at('metadata').at('labels').textMap(),
    namespace: readNamespace(manifest),
    workloadKind,
    ...readPodSpec(template.at('spec')),
    addresses: [],
    finished: false,
    owner: readOwner(manifest),
  };
}

type PodSpec = Pick<Pod, 'clusterNode' | 'hostNetwork' | 'serviceAccount' | 'ports'>;

function readPodSpec(spec: Field): PodSpec {
  return {
    clusterNode: spec.at('nodeName').text() || null,
    hostNetwork: spec.at('hostNetwork').flag() === true,
    // `serviceAccount` is the older name of the field; admission fills in `default` (R3.4).
    serviceAccount: spec.at('serviceAccountName').text() || spec.at('serviceAccount').text() || 'default',
    ports: [...spec.at('containers').items(), ...spec.at('initContainers').items()].flatMap(readContainerPorts),
  };
}

/** Ports of protocols that Calico does not know are passed over (R1.4). */
function readContainerPorts(container: Field): readonly NamedPort[] {
  return container
    .at('ports')
    .items()
    .flatMap((item) => {
      const protocol = item.at('protocol').present ? item.at('protocol').choice(transportProtocols) : tcp;
      const port = item.at('containerPort').integer(1, 65535);
      return protocol === null || port === null ? [] : [{ name: item.at('name').text() || null, protocol, port }];
    });
}

function readPodAddresses(status: Field): readonly Address[] {
  const list = status.at('podIPs').items();
  const fields = list.length > 0 ? list.map((item) => item.at('ip')) : [status.at('podIP')];
  return fields.map(readAddress).filter((address) => address !== null);
}

function readOwner(manifest: Field): WorkloadOwner | null {
  for (const reference of manifest.at('metadata').at('ownerReferences').items()) {
    const [workloadKind, name] = [reference.at('kind').text(), reference.at('name').text()];
    if (reference.at('controller').flag() === true && workloadKind !== null && name !== null)
      return { workloadKind, name };
  }
  return null;
}
