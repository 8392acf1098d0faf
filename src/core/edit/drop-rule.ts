import { resourceId, type ResourceId } from '../model/ids.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../model/json.ts';
import { identityOf } from '../manifest/identity.ts';
import { printSelector } from '../selector/print.ts';
import { err, ok } from '../result.ts';
import type { Command } from './command.ts';
import { cardTitle, labelTerm, peerCriteria, rulesOf, selectorFor, tellingLabels } from './criteria.ts';
import type {
  DragPayload,
  DropContext,
  DropEndpoint,
  DropOption,
  DropPolicy,
  DropTier,
  SingleTarget,
  Planned,
} from './drop-context.ts';
import { newPolicy } from './new-manifests.ts';
import { ruleNumber } from './rule-number.ts';

type RuleCard = Extract<DragPayload, { readonly kind: 'rule' }>;

/** A rule card: onto an endpoint, an arrow, or a policy (product.md section 2). */
export function planRule(context: DropContext, card: RuleCard, target: SingleTarget): Planned {
  switch (target.kind) {
    case 'resource':
      return planOnObject(context, card, target.id);
    case 'endpoint':
      return planOnEndpoint(
        context,
        card,
        context.endpoints.find(({ id }) => id === target.id),
      );
    case 'arrow':
      return planOnArrow(context, card, target);
    case 'policy':
      return planOnPolicy(context, card, target.id);
    case 'tier':
    case 'tier-gap':
      return err({ reason: 'A tier holds policies; drop the rule on one of them.' });
    case 'canvas':
    case 'selector':
      return err({ reason: 'Drop it on an endpoint, an arrow or a policy.' });
  }
}

function planOnObject(context: DropContext, card: RuleCard, id: ResourceId): Planned {
  const rows = context.endpoints.filter(({ resource }) => resource === id);
  if (rows.length > 0) return planOnEndpoint(context, card, rows[0]);
  const kind = context.document.resources[id]?.manifest['kind'];
  if (kind === 'Node') return err({ reason: 'Drop it on one of the host endpoints of this node.' });
  if (kind === 'Namespace') return err({ reason: 'Drop it on a pod in this namespace, or on an arrow.' });
  return err({ reason: 'No policy can select this; drop the rule on an endpoint or an arrow.' });
}

function planOnEndpoint(context: DropContext, card: RuleCard, endpoint: DropEndpoint | undefined): Planned {
  const refusal = endpoint === undefined ? 'It is not there any more.' : whyNotSelectable(endpoint);
  if (endpoint === undefined || refusal !== null) return err({ reason: refusal ?? '' });
  return offer(context, card, endpoint, null);
}

/** An ingress rule goes to a policy of the destination, an egress rule to one of the source. */
function planOnArrow(context: DropContext, card: RuleCard, arrow: Extract<SingleTarget, { kind: 'arrow' }>): Planned {
  const find = (id: string): DropEndpoint | undefined => context.endpoints.find((endpoint) => endpoint.id === id);
  const [source, destination] = [find(arrow.source), find(arrow.destination)];
  if (source === undefined || destination === undefined) return err({ reason: 'It is not there any more.' });
  const [subject, peer] = card.direction === 'ingress' ? [destination, source] : [source, destination];
  const refusal = whyNotSelectable(subject);
  return refusal === null ? offer(context, card, subject, peer) : err({ reason: refusal });
}

/** The sentence that refuses, or null where a policy can select the endpoint. */
function whyNotSelectable(endpoint: DropEndpoint): string | null {
  if (endpoint.kind === 'network') return 'No policy can select an external network: turn the rule’s direction round.';
  if (endpoint.hostNetwork) return 'This pod uses its node’s network: drop the rule on the node’s host endpoint.';
  if (endpoint.origin === 'unprotected')
    return 'This node has no host endpoint that a policy could select; add one first.';
  return null;
}

function planOnPolicy(context: DropContext, card: RuleCard, id: ResourceId): Planned {
  const policy = context.tiers.flatMap(({ policies }) => policies).find((candidate) => candidate.id === id);
  if (policy === undefined) return err({ reason: 'It is not there any more.' });
  const option = intoPolicy(context, card, policy, null);
  return option === null
    ? err({ reason: whyNotInto(card, policy) })
    : ok({ confirm: false, ask: null, options: [option] });
}

function whyNotInto(card: RuleCard, policy: DropPolicy): string {
  if (policy.kind === 'kubernetes')
    return `A Kubernetes NetworkPolicy can only allow, not ${card.action.toLowerCase()}.`;
  return 'Rules of this kind of policy can’t be edited here.';
}

/** The policies that select the endpoint, last tier first resolved, then new ones by a label or all labels. */
function offer(context: DropContext, card: RuleCard, subject: DropEndpoint, peer: DropEndpoint | null): Planned {
  const existing = context.tiers
    .flatMap(({ policies }) => policies)
    .filter((policy) => policy.selects.has(subject.id) && !policy.staged && policy.kind !== 'other')
    // Those that judge this direction already come first: adding to them leaves no one newly isolated.
    .sort((a, b) => Number(b.directions.includes(card.direction)) - Number(a.directions.includes(card.direction)))
    .flatMap((policy) => intoPolicy(context, card, policy, peer) ?? []);
  const [first, ...rest] = [...existing, ...newPolicies(context, card, subject, peer)];
  if (first === undefined) return err({ reason: 'It has no label by which a policy could select it; set one first.' });
  return ok({ confirm: false, ask: null, options: [first, ...rest] });
}

function intoPolicy(
  context: DropContext,
  card: RuleCard,
  policy: DropPolicy,
  peer: DropEndpoint | null,
): DropOption | null {
  if (policy.kind === 'other' || policy.staged) return null;
  const manifest = context.document.resources[policy.id]?.manifest;
  const rules = valueAt(manifest, ['spec', card.direction]);
  const written = isJsonArray(rules) ? rules : [];
  const peers = peer === null ? [{}] : peerCriteria(peer, policy.namespace);
  const added = policy.kind === 'kubernetes' ? kubeRules(card, peer) : rulesOf(card, peers);
  if (added === null) return null;
  const at = beforeCatchAll(written);
  const turnsOn = policy.directions.includes(card.direction) ? '' : `it will judge ${card.direction} from now on`;
  return {
    label: `Add to ${policy.name}`,
    detail: [`rule ${ruleNumber(at)} of ${card.direction}`, turnsOn].filter((text) => text !== '').join('; '),
    command: sequence(
      `Add rule to ${policy.name}`,
      added.map((rule, offset) => ({
        type: 'add-rule',
        policy: policy.id,
        direction: card.direction,
        index: at + offset,
        rule,
      })),
    ),
    sentence: `${cardTitle(card)} is now in ${policy.name}.`,
  };
}

/** A rule behind one without criteria would never be reached, so it goes in front of it. */
function beforeCatchAll(rules: readonly JsonValue[]): number {
  const at = rules.findIndex((rule) => isJsonObject(rule) && isCatchAll(rule));
  return at === -1 ? rules.length : at;
}

function isCatchAll(rule: JsonObject): boolean {
  return rule['action'] !== 'Log' && Object.keys(rule).every((key) => key === 'action' || key === 'metadata');
}

/** null: what the card means can't be said in a Kubernetes NetworkPolicy. */
function kubeRules(card: RuleCard, peer: DropEndpoint | null): readonly JsonObject[] | null {
  if (card.action !== 'Allow' || card.service?.parts.some(({ protocol }) => protocol === 'ICMP')) return null;
  const peers = peer === null ? [] : kubePeers(peer);
  if (peers === null) return null;
  const ports = (card.service?.parts ?? []).flatMap(({ protocol, ports: numbers }) =>
    numbers.length === 0 ? [{ protocol }] : numbers.map((port) => ({ protocol, ...kubePort(port) })),
  );
  const side = card.direction === 'ingress' ? 'from' : 'to';
  return [{ ...(peers.length === 0 ? {} : { [side]: peers }), ...(ports.length === 0 ? {} : { ports }) }];
}

function kubePort(port: number | string): JsonObject {
  const [first, last] = String(port).split(':').map(Number);
  return last === undefined ? { port } : { port: first ?? 0, endPort: last };
}

function kubePeers(peer: DropEndpoint): readonly JsonObject[] | null {
  if (peer.kind !== 'pod' || peer.hostNetwork) return peer.nets.map((cidr) => ({ ipBlock: { cidr } }));
  const labels = tellingLabels(peer.labels);
  if (labels.length === 0 || peer.namespace === null) return null;
  return [
    {
      podSelector: { matchLabels: Object.fromEntries(labels) },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
    },
  ];
}

/** In each tier that judges the endpoint in this direction already, then in the default one, then in the design's own. */
function newPolicies(
  context: DropContext,
  card: RuleCard,
  subject: DropEndpoint,
  peer: DropEndpoint | null,
): readonly DropOption[] {
  const judging = context.tiers.filter(({ policies }) =>
    policies.some(
      ({ selects, directions, staged }) => !staged && directions.includes(card.direction) && selects.has(subject.id),
    ),
  );
  const own = context.tiers.filter(({ resource, builtIn }) => resource !== null && !builtIn);
  const named = (list: readonly DropTier[]): readonly string[] => list.map(({ name }) => name);
  const tiers = [...new Set([...named(judging), 'default', ...named(own)])];
  return tiers.flatMap((tier) =>
    subjectSelectors(subject).map((selector) => newPolicyOption(context, card, { subject, peer, tier, selector })),
  );
}

/** All telling labels together, then each by itself; at most four, so that the drop menu stays short. */
function subjectSelectors(subject: DropEndpoint): readonly string[] {
  const all = selectorFor(subject.labels);
  const single = tellingLabels(subject.labels).map((label) => printSelector(labelTerm(label)));
  return [...new Set([...single.slice(0, 3), ...(all === null ? [] : [all])])];
}

function newPolicyOption(
  context: DropContext,
  card: RuleCard,
  place: {
    readonly subject: DropEndpoint;
    readonly peer: DropEndpoint | null;
    readonly tier: string;
    readonly selector: string;
  },
): DropOption {
  const { subject, peer, tier, selector } = place;
  const namespace = subject.kind === 'pod' ? subject.namespace : null;
  const peers = peer === null ? [{}] : peerCriteria(peer, namespace);
  const manifest = newPolicy(context.document, {
    namespace,
    baseName: baseNameOf(card),
    tier,
    order: orderBefore(context, tier),
    selector,
    direction: card.direction,
    rules: rulesOf(card, peers),
  });
  const identity = identityOf(manifest);
  return {
    label: `New policy for ${selector}`,
    detail: `${identity.kind} ${identity.name} in tier ${tier}`,
    command: { type: 'add-resources', manifests: [manifest], positions: [] },
    sentence: `${cardTitle(card)}: made ${identity.kind} ${identity.name} in tier ${tier} (${resourceId(identity)}).`,
  };
}

/** Ahead of the tier's policies: a new rule that an older catch-all swallows would look like a button without effect. */
function orderBefore(context: DropContext, tier: string): number {
  const orders = (context.tiers.find(({ name }) => name === tier)?.policies ?? []).flatMap(({ order }) => order ?? []);
  return orders.length === 0 ? 100 : Math.min(...orders) - 10;
}

function baseNameOf({ action, service, direction }: RuleCard): string {
  const what = (service?.name ?? 'any').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${action.toLowerCase()}-${direction}-${what}`.replaceAll(/-+$/g, '');
}

function sequence(label: string, commands: readonly Command[]): Command {
  const [only] = commands;
  return commands.length === 1 && only !== undefined ? only : { type: 'sequence', label, commands };
}
