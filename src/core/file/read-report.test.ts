import { expect, test } from 'vitest';
import { readSources } from '../manifest/overlay.ts';
import type { Problem } from '../model/problem.ts';
import { isRemarkable, reportOn } from './read-report.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: a}\n';
const secret = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: a}\n';
const stored =
  'apiVersion: crd.projectcalico.org/v1\nkind: GlobalNetworkPolicy\nmetadata: {name: default.g}\nspec: {}\n';
const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Node, metadata: {name: n1}}\n- 7\n- ${JSON.stringify({ apiVersion: 'extensions/v1beta1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec: {} })}\n`;

test('what was read, kept, moved and not understood, file by file', () => {
  const files = [
    { name: 'a.yaml', text: `# only a comment\n---\n${pod}---\n${secret}---\n${stored}---\nkind: [\n` },
    { name: 'b.yaml', text: list },
  ];
  expect(reportOn(['a.yaml', 'b.yaml'], readSources(files), [])).toEqual([
    {
      file: 'a.yaml',
      documents: 4,
      used: ['Pod/a/web', 'GlobalNetworkPolicy.projectcalico.org/g'],
      kept: ['ConfigMap/a/c'],
      moved: [{ id: 'GlobalNetworkPolicy.projectcalico.org/g', from: 'crd.projectcalico.org/v1' }],
      notUnderstood: [expect.objectContaining({ code: 'YAML-SYNTAX' })],
      notes: [],
    },
    {
      file: 'b.yaml',
      documents: 1,
      used: ['Node/n1', 'NetworkPolicy.networking.k8s.io/default/p'],
      kept: [],
      moved: [{ id: 'NetworkPolicy.networking.k8s.io/default/p', from: 'extensions/v1beta1' }],
      notUnderstood: [
        expect.objectContaining({ code: 'NOT-AN-OBJECT', place: { file: 'b.yaml', line: 5, column: 3 } }),
      ],
      notes: [],
    },
  ]);
});

test('an object replaced by a later file counts there, and the later file says so', () => {
  const read = readSources([
    { name: 'a.yaml', text: stored },
    {
      name: 'b.yaml',
      text: stored.replace('crd.projectcalico.org/v1', 'projectcalico.org/v3').replace('default.', ''),
    },
  ]);
  const [first, second] = reportOn(['a.yaml', 'b.yaml'], read, []);
  expect(first).toMatchObject({ documents: 0, used: [], moved: [], notes: [] });
  expect(second).toMatchObject({ documents: 1, moved: [], notes: [{ code: 'RESOURCE-REPLACED' }] });
});

test('files that are no text are reported with what was said of them', () => {
  const refused: Problem = {
    severity: 'error',
    code: 'FILE-NOT-UTF8',
    message: 'The file is not UTF-8 text.',
    path: [],
    resource: null,
    place: { file: 'photo.yaml', line: 1, column: 1 },
  };
  expect(reportOn(['photo.yaml'], readSources([]), [refused])).toMatchObject([
    { file: 'photo.yaml', documents: 0, used: [], notUnderstood: [refused] },
  ]);
});

const remarkable: readonly (readonly [what: string, text: string, expected: boolean])[] = [
  ['objects with a meaning', pod, false],
  ['nothing but comments', '# c\n', false],
  ['an object that is only kept', secret, true],
  ['an older API', stored, true],
  ['a broken document', `${pod}---\n: :\n`, true],
];

test.each(remarkable)('a file with %s is remarkable: %s', (_what, text, expected) => {
  expect(isRemarkable(reportOn(['a.yaml'], readSources([{ name: 'a.yaml', text }]), []))).toBe(expected);
});
