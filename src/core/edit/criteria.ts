import { printSelector } from '../selector/print.ts';
import { andOf } from '../selector/rewrite.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { JsonObject } from '../model/json.ts';
import type { DragPayload, DropEndpoint } from './drop-context.ts';

type RulePayload = Extract<DragPayload, { readonly kind: 'rule' }>;

/** Labels that a controller writes and the next roll-out changes: no policy should hang on them. */
const generatedLabels = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
]);

/** The labels by which a policy may mean this endpoint, in their own order. */
export function tellingLabels(labels: Labels): readonly (readonly [key: string, value: string])[] {
  return [...labels].filter(([key]) => !generatedLabels.has(key));
}

/** `app == "web"`; `has(edge)` where the value is empty, as for most node-role labels. */
export function labelTerm([key, value]: readonly [string, string]): Selector {
  return value === '' ? { kind: 'has', label: key } : { kind: 'compare', operator: '==', label: key, value };
}

/** A selector text for all the endpoint's telling labels together; null where it has none. */
export function selectorFor(labels: Labels): string | null {
  const terms = tellingLabels(labels).map(labelTerm);
  return terms.length === 0 ? null : printSelector(andOf(terms));
}

/**
 * Criteria that mean this endpoint as the other side of a rule (semantics.md 3.1). One per IP family where only nets
 * can say it, since a rule can't mix families (R8.24).
 *
 * @param policyNamespace of the policy that the rule goes into; null for a global one
 */
export function peerCriteria(peer: DropEndpoint, policyNamespace: string | null): readonly JsonObject[] {
  const selector = peer.hostNetwork || peer.origin === 'unprotected' ? null : selectorFor(peer.labels);
  if (peer.kind === 'pod' && !peer.hostNetwork) return [podCriteria(peer.namespace, selector, policyNamespace)];
  if (peer.kind === 'host' && selector !== null) return [hostCriteria(selector, policyNamespace)];
  return netCriteria(peer.nets);
}

function podCriteria(namespace: string | null, selector: string | null, policyNamespace: string | null): JsonObject {
  if (namespace === null || namespace === policyNamespace) return { selector: selector ?? 'all()' };
  return {
    ...(selector === null ? {} : { selector }),
    namespaceSelector: `projectcalico.org/name == "${namespace}"`,
  };
}

/** A namespaced policy reaches host endpoints only by `global()` (R3.16). */
function hostCriteria(selector: string, policyNamespace: string | null): JsonObject {
  return policyNamespace === null ? { selector } : { selector, namespaceSelector: 'global()' };
}

function netCriteria(nets: readonly string[]): readonly JsonObject[] {
  if (nets.length === 0) return [{}];
  const families = [nets.filter((net) => !net.includes(':')), nets.filter((net) => net.includes(':'))];
  return families.filter((family) => family.length > 0).map((family) => ({ nets: family }));
}

/** The rules of a dropped card: one per protocol of its service and IP family of its peer. */
export function rulesOf(card: RulePayload, peers: readonly JsonObject[]): readonly JsonObject[] {
  const parts = card.service === null ? [null] : card.service.parts;
  return parts.flatMap((part) =>
    peers.map((peer) => {
      const source = card.direction === 'ingress' ? peer : {};
      const ports = part === null || part.ports.length === 0 ? {} : { ports: part.ports };
      const destination = { ...(card.direction === 'egress' ? peer : {}), ...ports };
      return {
        action: card.action,
        ...(part === null ? {} : { protocol: part.protocol }),
        ...(Object.keys(source).length === 0 ? {} : { source }),
        ...(Object.keys(destination).length === 0 ? {} : { destination }),
      };
    }),
  );
}

/** "Allow TCP 22 ingress". */
export function cardTitle({ action, service, direction }: RulePayload): string {
  if (service === null) return `${action} any ${direction}`;
  return `${action} ${direction} ${service.name}`;
}
