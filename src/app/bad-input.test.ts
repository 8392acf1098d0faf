import { afterAll, describe, expect, test } from 'vitest';
import type { OpenedFile } from '../host/app-host.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { file, TestBench } from './test-bench.ts';

/** A kind of bad input, with what is said of it. */
interface Bad {
  readonly kind: string;
  readonly given: OpenedFile;
  readonly code: string;
  /** `line:column`. */
  readonly place: string;
}

const untouched = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mine\n';

function text(kind: string, content: string, code: string, place: string): Bad {
  return { kind, given: file('bad.yaml', content), code, place };
}

function object(kind: string, spec: string, metadata = 'name: x'): string {
  const group = ['Pod', 'Node', 'Namespace'].includes(kind) ? 'v1' : 'projectcalico.org/v3';
  return `apiVersion: ${group}\nkind: ${kind}\nmetadata: {${metadata}}\nspec:\n${spec}`;
}

const bomb = `a: &a [1, 1]\n${[...'bcdefghijklmnopqrstu']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijklmnopqrst'[index]}`).join(', ')}]\n`)
  .join('')}`;

/** Nothing of the file can be used: the design stays as it is. */
const refused: readonly Bad[] = [
  text('empty file', '', 'FILE-EMPTY', '1:1'),
  text('only blank lines', '\n  \n', 'FILE-EMPTY', '1:1'),
  text('only comments', '# nothing\n', 'FILE-NO-OBJECTS', '1:1'),
  text('a bracket never closed', 'apiVersion: v1\nkind: [Pod\n', 'YAML-SYNTAX', '3:1'),
  text('a quote never closed', 'apiVersion: "v1\nkind: Pod\n', 'YAML-SYNTAX', '2:1'),
  text('a tab as indentation', 'apiVersion: v1\nmetadata:\n\tname: x\n', 'YAML-SYNTAX', '3:1'),
  text('wrong indentation', 'apiVersion: v1\n  kind: Pod\n', 'YAML-SYNTAX', '2:7'),
  text('a colon in a text', 'apiVersion: v1\nkind: Pod: x\n', 'YAML-SYNTAX', '2:10'),
  text('a key twice', 'apiVersion: v1\nkind: Pod\nkind: Pod\n', 'YAML-REFUSED', '3:1'),
  text('alias bomb', bomb, 'YAML-REFUSED', '*'),
  text('an alias to nothing', 'apiVersion: *nothing\n', 'YAML-REFUSED', '1:13'),
  text('an alias to itself', 'a: &a [*a]\n', 'YAML-REFUSED', '1:8'),
  text('nested 1,000 levels deep', `a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, 'YAML-SYNTAX', '*'),
  text('a foreign tag', 'apiVersion: !!js/function "x"\n', 'YAML-REFUSED', '1:13'),
  text('binary', 'apiVersion: !!binary aGk=\n', 'YAML-REFUSED', '1:13'),
  text(
    'an infinite number',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {a: .inf}\n',
    'YAML-REFUSED',
    '4:11',
  ),
  text('NUL characters', 'apiVersion: v1\u0000\nkind: Pod\n', 'YAML-SYNTAX', '*'),
  text('a list, no object', '- a\n- b\n', 'NOT-AN-OBJECT', '1:1'),
  text('a plain text', 'just words\n', 'NOT-AN-OBJECT', '1:1'),
  text('no apiVersion', 'kind: Pod\nmetadata: {name: x}\n', 'FIELD-REQUIRED', '1:1'),
  text('no kind', 'apiVersion: v1\nmetadata: {name: x}\n', 'FIELD-REQUIRED', '1:1'),
  text('a kind that is a number', 'apiVersion: v1\nkind: 5\nmetadata: {name: x}\n', 'FIELD-TYPE', '2:7'),
  text('no metadata', 'apiVersion: v1\nkind: Pod\n', 'FIELD-REQUIRED', '1:1'),
  text('metadata that is a list', 'apiVersion: v1\nkind: Pod\nmetadata: [x]\n', 'FIELD-TYPE', '3:11'),
  text('a name that is a number', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 5\n', 'FIELD-TYPE', '4:9'),
  text(
    'a name that the cluster would make up',
    'apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\n',
    'NAME-GENERATED',
    '*',
  ),
  text(
    'a namespace that is a list',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: [a]}\n',
    'FIELD-TYPE',
    '3:32',
  ),
  text('a List without a list', 'apiVersion: v1\nkind: List\nitems: 5\n', 'LIST-ITEMS', '3:8'),
  text('JSON that is cut off', '{"apiVersion": "v1", "kind": "Pod", ', 'YAML-SYNTAX', '1:37'),
  {
    kind: 'not UTF-8',
    given: { ...file('bad.yaml', ''), content: { kind: 'not-utf8', offset: 7 } },
    code: 'FILE-NOT-UTF8',
    place: '1:1',
  },
  {
    kind: 'larger than 50 MiB',
    given: { ...file('bad.yaml', ''), content: { kind: 'too-large', bytes: 60 * 1024 * 1024 } },
    code: 'FILE-TOO-LARGE',
    place: '1:1',
  },
];

const good = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: good}\n---\n';

/** Some documents are good: they come in, the bad ones are listed. */
const partly: readonly Bad[] = [
  text('one bad document among good ones', `${good}kind: [\n`, 'YAML-SYNTAX', '6:1'),
  text('the same object twice', `${good}${good}`, 'RESOURCE-TWICE', '5:1'),
  text(
    'a second Design',
    `${good}apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: a}\n---\napiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: b}\n`,
    'DESIGN-TWICE',
    '9:1',
  ),
  text(
    'a bad item in a List',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: good}\n- 5\n',
    'NOT-AN-OBJECT',
    '7:3',
  ),
];

/** The object opens as it is; the values that can't be are among the design's problems. */
const values: readonly Bad[] = [
  text('bad selector', object('GlobalNetworkPolicy', '  selector: role ==\n'), 'SELECTOR-SYNTAX', '5:13'),
  text('bad CIDR', object('GlobalNetworkSet', '  nets: [10.0.0.0/33]\n'), 'CIDR-SYNTAX', '5:10'),
  text(
    'bad address',
    object('HostEndpoint', '  node: a\n  interfaceName: "*"\n  expectedIPs: [10.0.0]\n'),
    'ADDRESS-SYNTAX',
    '7:17',
  ),
  text(
    'port out of range',
    object(
      'GlobalNetworkPolicy',
      '  ingress:\n  - action: Allow\n    protocol: TCP\n    destination: {ports: [70000]}\n',
    ),
    'PORT-RANGE',
    '8:27',
  ),
  text(
    'port range with a dash',
    object(
      'GlobalNetworkPolicy',
      '  ingress:\n  - action: Allow\n    protocol: TCP\n    destination: {ports: ["80-90"]}\n',
    ),
    'PORT-DASH-RANGE',
    '8:27',
  ),
  text(
    'unknown rule action',
    object('GlobalNetworkPolicy', '  ingress:\n  - action: Permit\n'),
    'VALUE-UNKNOWN',
    '6:13',
  ),
  text(
    'unknown protocol',
    object('GlobalNetworkPolicy', '  ingress:\n  - action: Allow\n    protocol: TPC\n'),
    'PROTOCOL-UNKNOWN',
    '7:15',
  ),
  text('a list where a text belongs', object('GlobalNetworkPolicy', '  selector: [a]\n'), 'FIELD-TYPE', '5:13'),
  text('a text where a list belongs', object('GlobalNetworkPolicy', '  ingress: all\n'), 'FIELD-TYPE', '5:12'),
  text('an order that is a text', object('Tier', '  order: first\n'), 'FIELD-TYPE', '5:10'),
  text(
    'a label value with a blank',
    object('Pod', '  containers: []\n', 'name: x, labels: {a: "b c"}'),
    'LABEL-VALUE',
    '3:33',
  ),
  text('a bad name', object('Tier', '  order: 1\n', 'name: Not_A_Name'), 'NAME-SYNTAX', '3:18'),
  text('a tier that is nowhere', object('GlobalNetworkPolicy', '  tier: nowhere\n'), 'TIER-UNKNOWN', '5:9'),
  text(
    'a node that is nowhere',
    object('HostEndpoint', '  node: nowhere\n  interfaceName: "*"\n'),
    'HEP-NODE-UNKNOWN',
    '5:9',
  ),
  text('a field that does not exist', object('GlobalNetworkPolicy', '  selectr: all()\n'), 'FIELD-UNKNOWN', '5:12'),
  text('a key __proto__', object('GlobalNetworkPolicy', '  __proto__: {selector: all()}\n'), 'FIELD-UNKNOWN', '5:14'),
];

const lines: string[] = [];
afterAll(() => {
  process.stdout.write(`${lines.length} kinds of bad input:\n${lines.join('\n')}\n`);
});

function remember({ kind }: Bad, code: string, place: string, message: string): void {
  lines.push(`  ${kind.padEnd(40)} ${code.padEnd(17)} ${place.padEnd(8)} ${message}`);
}

async function bench(): Promise<TestBench<MemoryHost>> {
  const made = new TestBench(new MemoryHost());
  await made.open(untouched, 'mine.yaml');
  return made;
}

/** The problem that is expected, with a sentence and its place. */
function expectProblem({ app }: TestBench<MemoryHost>, bad: Bad): void {
  const found = app.model.problems.find(({ code }) => code === bad.code);
  expect(found?.place?.file, JSON.stringify(app.model.problems.map(({ code }) => code))).toBe('bad.yaml');
  expect(found?.message).toMatch(/^\S+(?: \S+){2,}\.$/);
  const place = `${found?.place?.line}:${found?.place?.column}`;
  if (bad.place !== '*') expect(place).toBe(bad.place);
  remember(bad, bad.code, place, found?.message ?? '');
}

describe('refused: the open design stays as it is', () => {
  test.each(refused)('$kind, opened', async (bad) => {
    const one = await bench();
    const { document, revision } = one.app.session;
    await one.app.files.openGiven([bad.given]);
    // A file of comments is a design without objects: there is nothing wrong with opening it.
    if (bad.code !== 'FILE-NO-OBJECTS') {
      expect(one.app.session.document).toBe(document);
      expect(one.app.session.revision).toBe(revision);
      expect(one.app.session.name).toBe('mine.yaml');
      expect(one.notice).toMatch(/^Nothing could be read from bad\.yaml; \d+ problems? listed below\.$/);
    }
    expectProblem(one, bad);
  });

  test.each(refused)('$kind, imported', async (bad) => {
    const one = await bench();
    const { document } = one.app.session;
    await one.import([bad.given]);
    expect(one.app.session.document).toBe(document);
    expect(one.app.session.canUndo).toBe(false);
    expect(one.notice).toContain('Nothing could be imported from bad.yaml');
    expect(one.app.model.problems.map(({ code }) => code)).toContain(bad.code);
  });
});

describe('partly good: the rest comes in', () => {
  test.each(partly)('$kind', async (bad) => {
    const one = await bench();
    await one.import([bad.given]);
    expect(Object.keys(one.app.session.document.resources)).toContain('Namespace/good');
    expect(one.app.session.history).toHaveLength(1);
    expect(one.notice).toContain('1 problem listed below');
    expectProblem(one, bad);
    one.app.session.undo();
    expect(Object.keys(one.app.session.document.resources)).toEqual(['Namespace/mine']);
  });
});

describe('bad values: the object opens, and the value is a problem with its place', () => {
  test.each(values)('$kind', async (bad) => {
    const one = await bench();
    await one.import([bad.given]);
    expect(Object.keys(one.app.session.document.resources)).toHaveLength(2);
    expectProblem(one, bad);
  });
});

test('there are at least thirty kinds', () => {
  expect(new Set([...refused, ...partly, ...values].map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(30);
});
