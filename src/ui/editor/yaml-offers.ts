import { isJsonArray, type JsonPath, type JsonValue } from '../../core/model/json.ts';
import { ruleDialectOf, type RuleDialect } from '../../core/policy/rule-dialect.ts';
import type { Direction } from '../../core/model/policy.ts';
import { unreachable } from '../../core/result.ts';
import type { CandidateKind, LabelSelectorKind } from '../inspector/candidates.ts';
import { fieldGroups } from '../inspector/object-fields.ts';
import type { Column, FieldEditor, FieldSpec, Suggestions } from '../inspector/property-table.ts';
import type { RowKind } from '../inspector/rules/row-codecs.ts';
import { peerKindsOf, peersKey, rulePath, ruleGroupsOf } from '../inspector/rules/rule-fields.ts';
import type { SuggestionKind } from '../inspector/rules/suggestions.ts';
import { anItem, type CursorStep } from './yaml-cursor.ts';

/** What can stand at a place of a manifest: keys, items and values, as the forms know them. */
export interface Offers {
  readonly keys: ReadonlyMap<string, KeyOffer>;
  /** Under keys that are the user's own: labels. */
  readonly anyKey: OfferedKeys | null;
  /** Of a list. */
  readonly item: Offers | null;
  readonly values: OfferedValues;
}

export interface KeyOffer {
  /** What the form calls it. */
  readonly label: string;
  readonly offers: Offers;
}

/** Keys that come from the design. */
export type OfferedKeys = { readonly kind: 'labels'; readonly of: LabelSelectorKind | 'everything' };

export type OfferedValues =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'names'; readonly of: Suggestions }
  | { readonly kind: 'entries'; readonly of: SuggestionKind }
  | { readonly kind: 'selector'; readonly of: CandidateKind }
  /** Values of the label that is the last key of the path. */
  | { readonly kind: 'label-values'; readonly of: LabelSelectorKind | 'everything' }
  | { readonly kind: 'label-keys'; readonly of: LabelSelectorKind };

const nothing: OfferedValues = { kind: 'none' };
const blank: Offers = { keys: new Map(), anyKey: null, item: null, values: nothing };

/** What the path leads to; null: nothing is known of that place. */
export function offersAt(root: Offers, path: readonly CursorStep[]): Offers | null {
  let at: Offers | null = root;
  for (const step of path) {
    if (at === null) return null;
    if (step === anItem) at = at.item;
    else at = at.keys.get(step)?.offers ?? (at.anyKey === null ? null : labelValue(at.anyKey));
  }
  return at;
}

function labelValue({ of }: OfferedKeys): Offers {
  return { ...blank, values: { kind: 'label-values', of } };
}

const trees = new Map<string, Offers>();

/** All that is known of objects of a kind; of an unknown one what every object has. */
export function offersFor(apiVersion: string, kind: string): Offers {
  const key = `${apiVersion} ${kind}`;
  const known = trees.get(key) ?? objectOffers(apiVersion, kind);
  // Only kinds of which there are fields are kept: a kind that is being typed has a name of its own at each letter.
  if (fieldGroups({ apiVersion, kind }).length > 0) trees.set(key, known);
  return known;
}

/** `apiVersion` of the kinds that a design is made of. */
const kindsByApi: Readonly<Record<string, readonly string[]>> = {
  v1: ['Namespace', 'Node', 'Pod', 'Service', 'ServiceAccount', 'Endpoints', 'List'],
  'apps/v1': ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'],
  'batch/v1': ['Job', 'CronJob'],
  'networking.k8s.io/v1': ['NetworkPolicy'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'policy.networking.k8s.io/v1alpha2': ['ClusterNetworkPolicy'],
  'policy.networking.k8s.io/v1alpha1': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'],
  'projectcalico.org/v3': [
    ...['Tier', 'GlobalNetworkPolicy', 'NetworkPolicy', 'GlobalNetworkSet', 'NetworkSet', 'HostEndpoint', 'Profile'],
    ...['StagedGlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy', 'IPPool'],
    ...['FelixConfiguration', 'KubeControllersConfiguration'],
  ],
  'firewright.dev/v1': ['ExternalNetwork', 'Design'],
};

function objectOffers(apiVersion: string, kind: string): Offers {
  const tree = new Tree();
  const kinds = kindsByApi[apiVersion] ?? Object.values(kindsByApi).flat();
  tree.put(['apiVersion'], 'API group and version', words(Object.keys(kindsByApi)));
  tree.put(['kind'], 'What it is', words([...new Set(kinds)]));
  tree.put(['metadata', 'name'], 'Name', blank);
  tree.put(['metadata', 'namespace'], 'Namespace', names('namespaces'));
  tree.put(['metadata', 'labels'], 'Labels', labels('everything'));
  tree.put(['metadata', 'annotations'], 'Annotations', blank);
  for (const { fields } of fieldGroups({ apiVersion, kind })) for (const field of fields) putField(tree, [], field);
  const dialect = ruleDialectOf({ apiVersion, kind });
  if (dialect !== null) for (const direction of ['ingress', 'egress'] as const) putRules(tree, dialect, direction);
  return tree.offers();
}

function putRules(tree: Tree, dialect: RuleDialect, direction: Direction): void {
  const rule: readonly CursorStep[] = [...keysOf(rulePath(direction)), anItem];
  for (const { common, rare } of ruleGroupsOf(dialect, direction, undefined))
    for (const field of [...common, ...rare]) putField(tree, rule, field);
  const peers = [...rule, peersKey(direction)];
  for (const { at, fields } of peerKindsOf(dialect, direction))
    for (const field of fields) putField(tree, [...peers, anItem, ...keysOf(at)], field);
}

function putField(tree: Tree, at: readonly CursorStep[], { label, path, editor }: FieldSpec): void {
  const here = [...at, ...keysOf(path)];
  const offers = offersOf(editor);
  tree.put(here, label, offers);
  if (editor.kind === 'objects') for (const field of editor.fields) putField(tree, [...here, anItem], field);
}

/** A form may speak of one item of a list by its number. */
function keysOf(path: JsonPath): readonly CursorStep[] {
  return path.map((step) => (typeof step === 'number' ? anItem : step));
}

function offersOf(editor: FieldEditor): Offers {
  switch (editor.kind) {
    case 'text':
      return editor.of === 'texts' ? list(names(editor.suggest)) : names(editor.suggest);
    case 'choice':
      return choice(editor.options.map(({ value }) => value));
    case 'selector':
      return { ...blank, values: { kind: 'selector', of: editor.matches } };
    case 'label-selector':
      return labelSelector(editor.matches);
    case 'table':
      return list(object(editor.columns.map((column) => [column.key, column.label, ofColumn(column)])));
    case 'list':
      return list({ ...blank, values: { kind: 'entries', of: editor.suggest } });
    case 'rows':
      return list(rowOffers(editor.of));
    case 'action':
      return words(editor.words);
    case 'subject':
      return object([
        ['namespaces', 'Whole namespaces', labelSelector('namespaces')],
        ['pods', 'Pods', podsSubject],
      ]);
    case 'objects':
      return list(blank);
    case 'pairs':
    case 'structure':
      return blank;
    default:
      return unreachable(editor);
  }
}

function ofColumn({ options }: Column): Offers {
  return words(options.filter((option) => option !== ''));
}

function choice(values: readonly (JsonValue | undefined)[]): Offers {
  const lists = values.filter((value) => value !== undefined && isJsonArray(value));
  if (lists.length > 0) return list(words([...new Set(lists.flat().map(String))]));
  return words(values.flatMap((value) => (value === undefined ? [] : [String(value)])));
}

const transports = ['TCP', 'UDP', 'SCTP'];

function rowOffers(kind: RowKind): Offers {
  switch (kind) {
    case 'kube-ports':
      return keyed({ protocol: words(transports), port: entries('ports'), endPort: blank });
    case 'cluster-ports': {
      const destinationPort = keyed({ number: entries('ports'), range: keyed({ start: blank, end: blank }) });
      const protocol = keyed({ destinationPort });
      return keyed({ tcp: protocol, udp: protocol, sctp: protocol, destinationNamedPort: blank });
    }
    case 'admin-ports':
      return keyed({
        portNumber: keyed({ protocol: words(transports), port: entries('ports') }),
        portRange: keyed({ protocol: words(transports), start: blank, end: blank }),
        namedPort: blank,
      });
    case 'http-paths':
      return keyed({ exact: blank, prefix: blank });
    default:
      return unreachable(kind);
  }
}

function labelSelector(of: LabelSelectorKind): Offers {
  const term = object([
    ['key', 'Label', { ...blank, values: { kind: 'label-keys', of } }],
    ['operator', 'How', words(['In', 'NotIn', 'Exists', 'DoesNotExist'])],
    ['values', 'Values', list(blank)],
  ]);
  return object([
    ['matchLabels', 'Labels that it carries', labels(of)],
    ['matchExpressions', 'Terms', list(term)],
  ]);
}

const podsSubject: Offers = object([
  ['namespaceSelector', 'Namespaces', labelSelector('namespaces')],
  ['podSelector', 'Pods', labelSelector('pods')],
]);

function words(all: readonly string[]): Offers {
  return all.length === 0 ? blank : { ...blank, values: { kind: 'words', words: all } };
}

function names(of: Suggestions): Offers {
  return of === 'nothing' ? blank : { ...blank, values: { kind: 'names', of } };
}

function entries(of: SuggestionKind): Offers {
  return { ...blank, values: { kind: 'entries', of } };
}

function labels(of: OfferedKeys['of']): Offers {
  return { ...blank, anyKey: { kind: 'labels', of } };
}

function list(item: Offers): Offers {
  return { ...blank, item };
}

function object(keys: readonly (readonly [key: string, label: string, offers: Offers])[]): Offers {
  return { ...blank, keys: new Map(keys.map(([key, label, offers]) => [key, { label, offers }])) };
}

function keyed(keys: Readonly<Record<string, Offers>>): Offers {
  return object(Object.entries(keys).map(([key, offers]) => [key, '', offers]));
}

/** Offers of many paths, while they are put together. */
class Tree {
  readonly #keys = new Map<string, { label: string; readonly tree: Tree }>();
  #item: Tree | null = null;
  #own: Offers = blank;

  put(path: readonly CursorStep[], label: string, offers: Offers): void {
    const [step, ...rest] = path;
    if (step === undefined) {
      this.#own = offers;
      return;
    }
    if (step === anItem) {
      this.#item ??= new Tree();
      this.#item.put(rest, label, offers);
      return;
    }
    const known = this.#keys.get(step) ?? { label: '', tree: new Tree() };
    this.#keys.set(step, known);
    if (rest.length === 0) known.label = label;
    known.tree.put(rest, label, offers);
  }

  /** What was put at a place, and what was put below it. */
  offers(): Offers {
    const below = [...this.#keys].map(([key, { label, tree }]) => [key, { label, offers: tree.offers() }] as const);
    return {
      ...this.#own,
      keys: new Map([...this.#own.keys, ...below]),
      item: this.#item?.offers() ?? this.#own.item,
    };
  }
}
