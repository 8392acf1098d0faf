import type { Manifest } from '../../model/document.ts';
import { fieldOf, isJsonArray, valueAt, type JsonPath, type JsonValue } from '../../model/json.ts';
import type { Direction } from '../../model/policy.ts';
import { addressSetOf, type AddressSet } from '../../net/address-set.ts';
import { parseCidr, type Cidr } from '../../net/cidr.ts';
import { anythingInNamespaces, podsInNamespaces } from '../../policy/policy-selector.ts';
import type { Selector } from '../../selector/ast.ts';
import { fromLabelSelector } from '../../selector/from-kubernetes.ts';

/** One item of `from` or `to` in a policy of policy.networking.k8s.io (R7.14). */
export interface ClusterPeer {
  readonly path: JsonPath;
  readonly meaning:
    | { readonly kind: 'selector'; readonly field: 'namespaces' | 'pods'; readonly selector: Selector }
    | { readonly kind: 'networks'; readonly addresses: AddressSet }
    /** Calico does not convert it (R7.15), or it cannot be read. */
    | { readonly kind: 'unsupported'; readonly fields: readonly string[] };
}

export function clusterPeers(manifest: Manifest, direction: Direction, index: number): readonly ClusterPeer[] {
  const path = ['spec', direction, index, direction === 'ingress' ? 'from' : 'to'];
  return listAt(manifest, path).map((peer, number) => ({ path: [...path, number], meaning: meaningOf(peer) }));
}

/** The authored rules of one direction. */
export function clusterRules(manifest: Manifest, direction: Direction): readonly JsonValue[] {
  return listAt(manifest, ['spec', direction]);
}

function listAt(manifest: Manifest, path: JsonPath): readonly JsonValue[] {
  const list = valueAt(manifest, path);
  return isJsonArray(list) ? list : [];
}

function meaningOf(peer: JsonValue): ClusterPeer['meaning'] {
  const fields = typeof peer === 'object' && peer !== null ? Object.keys(peer) : [];
  const [field] = fields;
  const meaning = fields.length === 1 && field !== undefined ? meaningOfField(field, fieldOf(peer, field)) : null;
  return meaning ?? { kind: 'unsupported', fields };
}

function meaningOfField(field: string, value: JsonValue | undefined): ClusterPeer['meaning'] | null {
  switch (field) {
    case 'namespaces': {
      const namespaces = fromLabelSelector(value);
      return namespaces.ok ? { kind: 'selector', field, selector: anythingInNamespaces(namespaces.value) } : null;
    }
    case 'pods': {
      const namespaces = fromLabelSelector(fieldOf(value, 'namespaceSelector'));
      const pods = fromLabelSelector(fieldOf(value, 'podSelector'));
      if (!namespaces.ok || !pods.ok) return null;
      return { kind: 'selector', field, selector: podsInNamespaces(namespaces.value, pods.value) };
    }
    case 'networks': {
      const nets = isJsonArray(value) ? value.map(netOf) : [];
      const known = nets.filter((net) => net !== null);
      return known.length === nets.length ? { kind: 'networks', addresses: addressSetOf(known) } : null;
    }
    default:
      return null;
  }
}

function netOf(value: JsonValue): Cidr | null {
  const net = typeof value === 'string' ? parseCidr(value) : null;
  return net?.ok === true ? net.value : null;
}
