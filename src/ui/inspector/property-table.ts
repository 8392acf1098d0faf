import { fieldOf, type JsonObject, type JsonPath, type JsonValue } from '../../core/model/json.ts';
import type { TextKind } from './field-text.ts';
import type { EntryKind } from './rules/list-entries.ts';
import type { RowKind } from './rules/row-codecs.ts';
import type { SuggestionKind } from './rules/suggestions.ts';

/** How one field of a manifest is edited. */
export type FieldEditor =
  | { readonly kind: 'text'; readonly of: TextKind; readonly placeholder: string; readonly suggest: Suggestions }
  | { readonly kind: 'choice'; readonly options: readonly Choice[] }
  /** A Calico selector with live count and syntax check. */
  | {
      readonly kind: 'selector';
      readonly matches: 'endpoints' | 'namespaces' | 'service-accounts' | 'cluster-nodes';
      readonly empty: string;
    }
  /** A Kubernetes label selector: terms of `matchLabels` and `matchExpressions`. */
  | {
      readonly kind: 'label-selector';
      readonly matches: 'pods' | 'namespaces' | 'cluster-nodes';
      readonly absent: string;
      readonly empty: string;
    }
  /** A list of objects, one in a row. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly absent: string; readonly row: string }
  /** A list of objects too rich for a row: each with fields of its own, whose paths start at the item. */
  | {
      readonly kind: 'objects';
      readonly fields: readonly FieldSpec[];
      readonly absent: string;
      readonly row: string;
      /** A new one. */
      readonly initial: JsonObject;
    }
  /** Entries one by one, with what the design and the usual services suggest. `protocol`: of the rule that ports stand in. */
  | {
      readonly kind: 'list';
      readonly of: EntryKind;
      readonly placeholder: string;
      readonly suggest: SuggestionKind;
      readonly protocol: JsonPath | null;
    }
  /** A list of objects, each of one of several forms. */
  | { readonly kind: 'rows'; readonly of: RowKind }
  /** What a rule does. */
  | { readonly kind: 'action'; readonly words: readonly string[] }
  /** Whom a cluster-wide policy applies to: whole namespaces, or pods (R7.11). */
  | { readonly kind: 'subject' }
  /** Texts by free keys, as labels are. */
  | { readonly kind: 'pairs'; readonly absent: string }
  /** Whatever stands there: lists, objects and values, each edited by what it is. */
  | { readonly kind: 'structure' };

export type Suggestions =
  'nothing' | 'cluster-nodes' | 'tiers' | 'service-accounts' | 'profiles' | 'protocols' | 'namespaces' | 'services';

/** `value` undefined: the field is left out. */
export interface Choice {
  readonly label: string;
  readonly value: JsonValue | undefined;
}

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly of: TextKind;
  /** Not empty: a choice of these. */
  readonly options: readonly string[];
  /** Value in a new row; undefined: left out. */
  readonly initial: JsonValue | undefined;
}

export interface FieldSpec {
  readonly label: string;
  /** From the manifest's root. */
  readonly path: JsonPath;
  readonly editor: FieldEditor;
  readonly hint: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly FieldSpec[];
  /** `rare`: too many to be listed; those that are written are shown, the others are added by name. */
  readonly fill: 'all' | 'rare';
}

const none: FieldSpec['hint'] = '';

/** A switch: left out, written on, written off. */
export function flagChoices(byDefault: boolean | null = false): readonly Choice[] {
  return [
    { label: byDefault === null ? 'Not set' : byDefault ? 'Yes (default)' : 'No (default)', value: undefined },
    { label: 'Yes', value: true },
    { label: 'No', value: false },
  ];
}

export function flagField(label: string, path: JsonPath, byDefault: boolean | null = false, hint = none): FieldSpec {
  return choiceField(label, path, flagChoices(byDefault), hint);
}

/** One of some words; `absent` says what holds where the field is left out. */
export function wordField(
  label: string,
  path: JsonPath,
  words: readonly string[],
  absent: string,
  hint = none,
): FieldSpec {
  const choices = words.map((word) => ({ label: word, value: word }));
  return choiceField(label, path, [{ label: absent, value: undefined }, ...choices], hint);
}

export function textField(
  label: string,
  path: JsonPath,
  of: TextKind,
  placeholder = '',
  suggest: Suggestions = 'nothing',
): FieldSpec {
  return { label, path, editor: { kind: 'text', of, placeholder, suggest }, hint: none };
}

export function choiceField(label: string, path: JsonPath, options: readonly Choice[], hint = none): FieldSpec {
  return { label, path, editor: { kind: 'choice', options }, hint };
}

export function selectorField(
  label: string,
  path: JsonPath,
  matches: 'endpoints' | 'namespaces' | 'service-accounts' | 'cluster-nodes' = 'endpoints',
  empty = 'Everything',
): FieldSpec {
  return { label, path, editor: { kind: 'selector', matches, empty }, hint: none };
}

export function objectsField(
  label: string,
  path: JsonPath,
  { fields, absent, row, initial }: Omit<Extract<FieldEditor, { kind: 'objects' }>, 'kind'>,
): FieldSpec {
  return { label, path, editor: { kind: 'objects', fields, absent, row, initial }, hint: none };
}

export function pairsField(label: string, path: JsonPath, absent: string, hint = none): FieldSpec {
  return { label, path, editor: { kind: 'pairs', absent }, hint };
}

export function structureField(label: string, path: JsonPath, hint = none): FieldSpec {
  return { label, path, editor: { kind: 'structure' }, hint };
}

export function tableField(
  label: string,
  path: JsonPath,
  columns: readonly Column[],
  absent: string,
  row: string,
): FieldSpec {
  return { label, path, editor: { kind: 'table', columns, absent, row }, hint: none };
}

export function column(
  key: string,
  label: string,
  of: TextKind,
  initial: JsonValue | undefined,
  options: readonly string[] = [],
): Column {
  return { key, label, of, options, initial };
}

export function group(title: string, ...fields: readonly FieldSpec[]): FieldGroup {
  return { title, fields, fill: 'all' };
}

/**
 * The fields of policies besides their rules, which have an editor of their own, and their labels.
 *
 * @returns null for a kind that is no policy
 * @see semantics.md section 1.2
 */
export function policyGroups(manifest: JsonValue): readonly FieldGroup[] | null {
  const kind = String(fieldOf(manifest, 'kind') ?? '');
  const isCalico = String(fieldOf(manifest, 'apiVersion') ?? '').includes('projectcalico.org/');
  switch (kind) {
    case 'GlobalNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      return [
        group('Policy', ...placeFields, ...globalSubject, typesField),
        group('Options', ...hostOptions, ...performanceHints, ...stagedField(kind)),
      ];
    case 'StagedNetworkPolicy':
      return [
        group('Policy', ...placeFields, ...namespacedSubject, typesField),
        group('Options', ...performanceHints, ...stagedField(kind)),
      ];
    case 'StagedKubernetesNetworkPolicy':
      return [group('Policy', ...kubeFields, ...stagedField(kind))];
    case 'NetworkPolicy':
      return isCalico
        ? [group('Policy', ...placeFields, ...namespacedSubject, typesField), group('Options', ...performanceHints)]
        : [group('Policy', ...kubeFields)];
    case 'ClusterNetworkPolicy':
      return [
        group(
          'Policy',
          wordField('Tier', ['spec', 'tier'], ['Admin', 'Baseline'], 'Not stated: Admin or Baseline'),
          priorityField,
          subjectField,
        ),
      ];
    case 'AdminNetworkPolicy':
      return [group('Policy', priorityField, subjectField)];
    case 'BaselineAdminNetworkPolicy':
      return [group('Policy', subjectField)];
    default:
      return null;
  }
}

function stagedField(kind: string): readonly FieldSpec[] {
  const words = ['Set', 'Delete', 'Learn', 'Ignore'];
  return kind.startsWith('Staged')
    ? [wordField('Staged action', ['spec', 'stagedAction'], words, 'Set (default)')]
    : [];
}

const performanceHints: readonly FieldSpec[] = [
  textField('Performance hints', ['spec', 'performanceHints'], 'texts', 'AssumeNeededOnEveryNode'),
];

const placeFields: readonly FieldSpec[] = [
  textField('Tier', ['spec', 'tier'], 'text', 'default', 'tiers'),
  textField('Order', ['spec', 'order'], 'number', 'Last in its tier'),
];
const accountSubject = selectorField('Service accounts', ['spec', 'serviceAccountSelector'], 'service-accounts', 'Any');
const globalSubject: readonly FieldSpec[] = [
  selectorField('Applies to', ['spec', 'selector']),
  selectorField('Namespaces', ['spec', 'namespaceSelector'], 'namespaces', 'Any, and outside them'),
  accountSubject,
];
const namespacedSubject: readonly FieldSpec[] = [selectorField('Applies to', ['spec', 'selector']), accountSubject];
const typesField = choiceField(
  'Types',
  ['spec', 'types'],
  [
    { label: 'By its rules', value: undefined },
    { label: 'Ingress', value: ['Ingress'] },
    { label: 'Egress', value: ['Egress'] },
    { label: 'Ingress and egress', value: ['Ingress', 'Egress'] },
  ],
);
const hostOptions: readonly FieldSpec[] = [
  flagField('Apply on forward', ['spec', 'applyOnForward'], false, 'Also to traffic that the node passes on.'),
  flagField('Before DNAT', ['spec', 'preDNAT'], false, 'Host endpoints only; sees the address that was dialled.'),
  flagField('Untracked', ['spec', 'doNotTrack'], false, 'Host endpoints only; before connections are tracked.'),
];

const priorityField = textField('Priority', ['spec', 'priority'], 'integer', '0 to 1000, lower first');
const subjectField: FieldSpec = {
  label: 'Applies to',
  path: ['spec', 'subject'],
  editor: { kind: 'subject' },
  hint: none,
};

const kubeFields: readonly FieldSpec[] = [
  {
    label: 'Applies to',
    path: ['spec', 'podSelector'],
    editor: {
      kind: 'label-selector',
      matches: 'pods',
      absent: 'Every pod of the namespace',
      empty: 'Every pod of the namespace',
    },
    hint: none,
  },
  choiceField(
    'Types',
    ['spec', 'policyTypes'],
    [
      { label: 'By its rules', value: undefined },
      { label: 'Ingress', value: ['Ingress'] },
      { label: 'Egress', value: ['Egress'] },
      { label: 'Ingress and egress', value: ['Ingress', 'Egress'] },
    ],
  ),
];
