declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/**
 * Identity of a Kubernetes object, in kubectl's own notation: `Kind[.group]/[namespace/]name`, for example
 * `Pod/prod/backend`, `HostEndpoint.projectcalico.org/node-worker`. The API version is not part of it: two documents
 * with the same group, kind, namespace and name are the same object (product.md section 4).
 */
export type ResourceId = Branded<'ResourceId'>;

/**
 * A row of the matrix as the user reads it: `namespace/pod`, `host/<host endpoint or unprotected cluster node>`,
 * `external/<network>` (product.md section 5).
 */
export type EndpointId = Branded<'EndpointId'>;

/** One YAML document of one file that was read. */
export type SourceId = Branded<'SourceId'>;

/** Counts document states; grows by one with every change, undo included. */
export type Revision = number;

export interface ResourceName {
  /** API group, '' for the core group. */
  readonly group: string;
  readonly kind: string;
  /** null for cluster-scoped objects. */
  readonly namespace: string | null;
  readonly name: string;
}

export function resourceId({ group, kind, namespace, name }: ResourceName): ResourceId {
  const type = group === '' ? kind : `${kind}.${group}`;
  return (namespace === null ? `${type}/${name}` : `${type}/${namespace}/${name}`) as ResourceId; // the one place that brands
}

export function podEndpointId(namespace: string, name: string): EndpointId {
  return `${namespace}/${name}` as EndpointId; // the three places that brand
}

export function hostEndpointId(name: string): EndpointId {
  return `host/${name}` as EndpointId;
}

export function networkEndpointId(name: string): EndpointId {
  return `external/${name}` as EndpointId;
}

/** Whether a row is a network outside the cluster. */
export function isNetworkEndpoint(id: EndpointId): boolean {
  return id.startsWith('external/');
}

export function sourceId(file: string, index: number): SourceId {
  return `${file}#${index}` as SourceId; // the one place that brands
}
