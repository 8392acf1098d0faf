import type { Resource } from '../model/document.ts';
import type { JsonPath } from '../model/json.ts';
import { kindOf } from './references.ts';

/** Where the labels that policies see are written: a workload's pods carry those of its template. */
export function labelsPath(resource: Resource): JsonPath {
  switch (kindOf(resource)) {
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'Job':
      return ['spec', 'template', 'metadata', 'labels'];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'];
    default:
      return ['metadata', 'labels'];
  }
}
