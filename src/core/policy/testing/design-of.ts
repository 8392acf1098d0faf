import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Settings } from '../../model/settings.ts';
import type { FlowQuery, FlowResult } from '../flow-query.ts';
import { evaluateFlow } from '../evaluate.ts';
import { lower } from '../lower.ts';
import type { LowerInput } from '../lower.ts';
import type { Ruleset } from '../ruleset.ts';

// Short ways to write designs down in tests.

export function node(name: string, address: string, extra: JsonObject = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: { addresses: [{ type: 'InternalIP', address }] },
    ...extra,
  };
}

export function namespace(name: string, labels: JsonObject = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** @param id `namespace/name` */
export function pod(id: string, labels: JsonObject, address: string | null, spec: JsonObject = {}): Manifest {
  const [inNamespace = '', name = ''] = id.split('/');
  const status = address === null ? {} : { podIPs: address.split(' ').map((ip) => ({ ip })) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: inNamespace, labels }, spec, status };
}

/** @param id `namespace/name` */
export function service(id: string, spec: JsonObject): Manifest {
  const [inNamespace = '', name = ''] = id.split('/');
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: inNamespace }, spec };
}

export function hostEndpoint(name: string, nodeName: string, spec: JsonObject, labels: JsonObject = {}): Manifest {
  return calico('HostEndpoint', name, { node: nodeName, interfaceName: '*', ...spec }, { labels });
}

export function globalPolicy(name: string, spec: JsonObject): Manifest {
  return calico('GlobalNetworkPolicy', name, spec);
}

/** @param name `default`, or `node.` and the name of the node that it is for */
export function felix(name: string, spec: JsonObject): Manifest {
  return calico('FelixConfiguration', name, spec);
}

export function tier(name: string, spec: JsonObject): Manifest {
  return calico('Tier', name, spec);
}

export function network(name: string, ...nets: readonly string[]): Manifest {
  return { apiVersion: 'firewright.dev/v1', kind: 'ExternalNetwork', metadata: { name }, spec: { nets } };
}

export function calico(kind: string, name: string, spec: JsonObject, metadata: JsonObject = {}): Manifest {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name, ...metadata }, spec };
}

/** A later manifest replaces an earlier one of its identity. */
export function inputsOf(manifests: readonly Manifest[]): readonly LowerInput[] {
  const inputs = new Map<string, LowerInput>();
  for (const manifest of manifests) {
    const id = resourceId(identityOf(manifest));
    inputs.set(id, { id, manifest });
  }
  return [...inputs.values()];
}

export function rulesetOf(manifests: readonly Manifest[], settings: Partial<Settings> = {}): Ruleset {
  return lower(inputsOf(manifests), settings);
}

/** `prod/a -> host/n1 TCP 8080`, with what the arrow cannot say in `extra`. */
export function queryOf(text: string, extra: Partial<FlowQuery> = {}): FlowQuery {
  const [from = '', , to = '', protocol = 'TCP', port] = text.split(' ');
  return {
    from: from as EndpointId, // tests name endpoints as users do
    to: to as EndpointId,
    protocol: protocolNumbers[protocol] ?? Number(protocol),
    port: port === undefined ? null : Number(port),
    icmpType: null,
    icmpCode: null,
    sourcePort: null,
    ipVersion: null,
    toAddress: null,
    fromAddress: null,
    via: null,
    ...extra,
  };
}

const protocolNumbers: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, ICMPv6: 58 };

/** @throws where the query is refused */
export function judgeFlow(ruleset: Ruleset, text: string, extra: Partial<FlowQuery> = {}): FlowResult {
  const result = evaluateFlow(ruleset, queryOf(text, extra));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
