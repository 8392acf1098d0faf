import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { call } from './test-bench.ts';

const lesson = 'assets/samples/firewall-the-nodes.firewright.yaml';
const asWritten = 'assets/samples/firewall-the-nodes-as-written.firewright.yaml';
const protect = 'assets/samples/protect-kubernetes-nodes.firewright.yaml';
const folder = mkdtempSync(join(tmpdir(), 'firewright-cli-'));
const at = (name: string): string => join(folder, name);

function json(line: string, stdin = ''): unknown {
  return JSON.parse(call(`${line} --format json`, stdin).out);
}

beforeAll(() => {
  mkdirSync(at('cluster/deep'), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    'cluster/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n',
    'cluster/deep/a.yml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
    'cluster/kustomization.yaml': 'kind: Kustomization\nresources: [b.yaml]\n',
    'cluster/readme.txt': 'no manifest',
    'half.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: good}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: [\n',
    'selector.yaml':
      'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec:\n  selector: role ==\n',
    'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {a: "-"}}\nspec: {nodeName: 5}\n',
    'cnp.yaml': `apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: c}\nspec:
  tier: Admin\n  priority: 1\n  subject: {namespaces: {}}\n  ingress: [{action: Accept, from: [{namespaces: {}}]}]\n`,
    'flows.json': JSON.stringify([
      { from: 'prod/backend', to: 'host/node-worker', protocol: 'TCP', port: 8080 },
      { from: 'host/node-worker', to: 'host/node-control-plane', protocol: 'ICMP', icmpType: 13 },
      { from: 'external/internet', to: 'host/node-worker', protocol: 253 },
    ]),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('verdicts', () => {
  test('prints the contract’s fields, each ordered pair of distinct endpoints once', () => {
    const { status } = call(`verdicts ${lesson} --format json`);
    const printed = json(`verdicts ${lesson}`) as {
      endpoints: { id: string }[];
      connections: { source: string; destination: string }[];
    };
    expect(status).toBe(0);
    expect(Object.keys(printed)).toEqual(['calicoVersion', 'endpoints', 'connections', 'problems']);
    expect(printed).toMatchObject({ calicoVersion: '3.32', problems: expect.any(Array) });
    expect(printed.endpoints).toContainEqual({ id: 'prod/backend', kind: 'pod' });
    expect(printed.endpoints).toContainEqual({ id: 'host/node-worker', kind: 'host' });
    expect(printed.endpoints).toContainEqual({ id: 'external/internet', kind: 'network' });
    const pairs = printed.connections.map(({ source, destination }) => `${source} ${destination}`);
    const ids = printed.endpoints.map(({ id }) => id);
    const expected = ids.flatMap((source) => ids.filter((id) => id !== source).map((id) => `${source} ${id}`));
    expect([...pairs].sort()).toEqual(expected.sort());
  });

  const failsafes = [
    { protocol: 'TCP', ports: '22,179,2379-2380,5473,6443,6666-6667' },
    { protocol: 'UDP', ports: '68' },
  ];
  const golden: readonly (readonly [sample: string, pair: string, verdict: string, allowed: unknown])[] = [
    [lesson, 'prod/backend host/node-worker', 'partial', failsafes],
    [lesson, 'dev/frontend host/node-control-plane', 'partial', failsafes],
    [lesson, 'external/internet host/node-worker', 'partial', failsafes],
    [
      lesson,
      'host/node-control-plane host/node-worker',
      'allow',
      [
        { protocol: 'ICMP', types: '*' },
        { protocol: 'ICMPv6', types: '*' },
        { protocol: 'SCTP', ports: '*' },
        { protocol: 'TCP', ports: '*' },
        { protocol: 'UDP', ports: '*' },
        { protocol: 'other', ports: '*' },
      ],
    ],
    [
      protect,
      'external/office host/master-1-auto-hep',
      'partial',
      [
        { protocol: 'TCP', ports: '22,179,2379-2380,5473,6443,6666-6667,10250' },
        { protocol: 'UDP', ports: '53,68' },
      ],
    ],
    [protect, 'external/office host/worker-1-auto-hep', 'partial', failsafes],
  ];
  test.each(golden)('of %s: %s is %s', (sample, pair, verdict, allowed) => {
    const [source, destination] = pair.split(' ');
    const { connections } = json(`verdicts ${sample}`) as { connections: Record<string, unknown>[] };
    const found = connections.filter((one) => one['source'] === source && one['destination'] === destination);
    expect(found).toEqual([{ source, destination, verdict, allowed }]);
  });

  test('without the allow profile a node reaches another one through the failsafe ports of both directions only', () => {
    const { connections } = json(`verdicts ${asWritten}`) as { connections: Record<string, unknown>[] };
    const found = connections.find(
      ({ source, destination }) => source === 'host/node-control-plane' && destination === 'host/node-worker',
    );
    expect(found).toMatchObject({ verdict: 'partial' });
    expect(JSON.stringify(found)).not.toContain('10250');
  });

  test('reads a folder: all YAML files in it, sorted, without kustomizations', () => {
    const { out, status } = call(`verdicts ${folder}/cluster --format json`);
    expect([status, JSON.parse(out)]).toMatchObject([0, { problems: [] }]);
  });

  test('reads standard input', () => {
    const outcome = run(['verdicts', '-'], () => readFileSync(lesson));
    const { status, out } = call(`verdicts ${lesson}`);
    expect(outcome).toMatchObject({ status, out });
    expect(outcome.diagnostics).toContain(' stdin:');
  });

  test('--set takes the place of the design’s own setting, and the last one counts', () => {
    expect(json(`verdicts ${lesson} --set calicoVersion=3.30 --set calicoVersion=3.31`)).toMatchObject({
      calicoVersion: '3.31',
    });
  });

  test('what could not be read is told on stderr and in the JSON, the rest is judged', () => {
    const { status, out, diagnostics } = call(`verdicts ${at('half.yaml')} --format json`);
    expect(status).toBe(0);
    expect(diagnostics).toContain(`error YAML-SYNTAX: ${at('half.yaml')}:9:1: `);
    expect(JSON.parse(out)).toMatchObject({
      problems: [
        {
          severity: 'error',
          code: 'YAML-SYNTAX',
          message: expect.stringMatching(/^[A-Z].*\.$/),
          file: at('half.yaml'),
          line: 9,
          column: 1,
        },
      ],
    });
  });

  const formats: readonly (readonly [format: string, firstLines: string])[] = [
    ['table', 'SOURCE  '],
    ['csv', 'source,destination,verdict,allowed\r\n'],
    ['markdown', '| source | destination | verdict | allowed |\n| --- | --- | --- | --- |\n| '],
  ];
  test.each(formats)('--format %s', (format, firstLines) => {
    const { out } = call(`verdicts ${lesson} --format ${format}`);
    expect(out.startsWith(firstLines)).toBe(true);
    expect(out).toContain('22,179,2379-2380,5473,6443,6666-6667');
  });
});

describe('explain', () => {
  test('names checkpoint, tier, policy and rule of every step, in exactly the contract’s fields', () => {
    expect(json(`explain ${lesson} --from host/node-control-plane --to host/node-worker --port TCP/10250`)).toEqual({
      from: 'host/node-control-plane',
      to: 'host/node-worker',
      protocol: 'TCP',
      port: 10250,
      verdict: 'allow',
      decidedBy: {
        checkpoint: 'hep-ingress',
        endpoint: 'host/node-worker',
        tier: 'host-firewall',
        policy: 'GlobalNetworkPolicy/node-host-firewall',
        rule: 0,
      },
      checkpoints: [
        {
          checkpoint: 'hep-egress',
          endpoint: 'host/node-control-plane',
          tier: null,
          policy: 'Profile/projectcalico-default-allow',
          rule: 'profile',
          action: 'allow',
        },
        {
          checkpoint: 'hep-ingress',
          endpoint: 'host/node-worker',
          tier: 'host-firewall',
          policy: 'GlobalNetworkPolicy/node-host-firewall',
          rule: 0,
          action: 'allow',
        },
      ],
      notes: [],
    });
  });

  const flows: readonly (readonly [line: string, status: number, fragment: object, absent: readonly string[]])[] = [
    [
      `${lesson} --from prod/backend --to host/node-worker --port TCP/8080`,
      1,
      { verdict: 'deny', port: 8080, decidedBy: { checkpoint: 'hep-ingress', rule: 'tier-default', policy: null } },
      ['icmpType', 'icmpCode'],
    ],
    [
      `${lesson} --from prod/backend --to host/node-worker --port TCP/22`,
      0,
      { verdict: 'allow', decidedBy: { rule: 'failsafe', tier: null, policy: null } },
      [],
    ],
    [
      `${lesson} --from prod/backend --to host/node-worker --port ICMP`,
      1,
      { protocol: 'ICMP', icmpType: 8, icmpCode: 0 },
      ['port'],
    ],
    [
      `${lesson} --from prod/backend --to host/node-worker --port ICMP/13/1`,
      1,
      { protocol: 'ICMP', icmpType: 13, icmpCode: 1 },
      ['port'],
    ],
    [
      `${lesson} --from prod/backend --to host/node-worker --port 253`,
      1,
      { protocol: '253', verdict: 'deny' },
      ['port', 'icmpType', 'icmpCode'],
    ],
    [
      `${protect} --from host/master-1-auto-hep --to host/master-1-auto-hep --port TCP/9099 --to-address 127.0.0.1`,
      0,
      { verdict: 'allow' },
      [],
    ],
    [
      `${protect} --from external/office --to host/master-1-auto-hep --port TCP/6443 --from-address 203.0.113.7 --source-port 40000`,
      0,
      { verdict: 'allow', from: 'external/office' },
      [],
    ],
    [`${protect} --from external/office --to host/worker-1-auto-hep --port TCP/10250`, 1, { verdict: 'deny' }, []],
  ];
  test.each(flows)('%s', (line, status, fragment, absent) => {
    const printed = json(`explain ${line}`) as object;
    expect(call(`explain ${line}`).status).toBe(status);
    expect(printed).toMatchObject(fragment);
    expect(Object.keys(printed).filter((key) => absent.includes(key))).toEqual([]);
  });

  test('what cannot be decided is an error status, with the reason on stderr and in the notes', () => {
    const design = readFileSync(lesson, 'utf8').replace("selector: role == 'node'\n", 'selector: role ==\n');
    const line = 'explain - --from prod/backend --to host/node-worker --port TCP/8080 --format json';
    const { status, out, diagnostics } = call(line, design);
    expect(status).toBe(2);
    expect(diagnostics).toMatch(/^error SELECTOR-SYNTAX: stdin:\d+:\d+: /);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'undecided',
      decidedBy: { rule: 'undecided:invalid-policy' },
      notes: [expect.stringMatching(/\.$/)],
    });
  });

  test('a rule that logs is a step that continues', () => {
    const design = readFileSync(lesson, 'utf8').replace(/( {4}- action: Allow\n)/, '    - action: Log\n$1');
    const line = 'explain - --from host/node-control-plane --to host/node-worker --port TCP/10250 --format json';
    const { checkpoints } = JSON.parse(call(line, design).out) as { checkpoints: Record<string, unknown>[] };
    expect(checkpoints.slice(1).map(({ rule, action }) => [rule, action])).toEqual([
      [0, 'continue'],
      [1, 'allow'],
    ]);
  });

  test('--flows prints an array in the same order and ends with 0, denied or not', () => {
    const { status, out } = call(`explain ${lesson} --flows ${at('flows.json')} --format json`);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { from: 'prod/backend', port: 8080, verdict: 'deny' },
      { from: 'host/node-worker', icmpType: 13, icmpCode: 0, verdict: 'allow' },
      { from: 'external/internet', protocol: '253', verdict: 'deny' },
    ]);
  });

  test('tables of one flow have a line per step, of many a line per flow', () => {
    const one = call(`explain ${lesson} --from prod/backend --to host/node-worker --port TCP/8080`).out.split('\n');
    expect(one[0]).toMatch(/^CHECKPOINT +ENDPOINT +TIER +POLICY +RULE +ACTION$/);
    expect(one).toHaveLength(4);
    const many = call(`explain ${lesson} --flows ${at('flows.json')} --format csv`).out.split('\r\n');
    expect(many).toHaveLength(5);
    expect(many[2]).toContain('ICMP/13/0');
  });
});

describe('check', () => {
  test.each([lesson, protect])('%s has nothing to mend', (sample) => {
    const { status, out, diagnostics } = call(`check ${sample} --format json`);
    const { problems } = JSON.parse(out) as { problems: { severity: string }[] }; // the contract
    expect({ status, diagnostics }).toEqual({ status: 0, diagnostics: '' });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('an error is a finding with its place, and status 1', () => {
    const { status, out } = call(`check ${at('selector.yaml')} --format json`);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({
          code: 'SELECTOR-SYNTAX',
          severity: 'error',
          resource: 'GlobalNetworkPolicy/p',
          file: at('selector.yaml'),
          line: 5,
        }),
      ]),
    });
  });

  test('a setting changes what is valid: 3.31 demands the tier’s name in front', () => {
    expect(call(`check ${lesson} --set calicoVersion=3.31`)).toMatchObject({
      status: 1,
      out: expect.stringContaining('NAME-TIER-PREFIX'),
    });
  });
});

describe('export', () => {
  test('writes one file that gives the same verdicts again', () => {
    const { status, out } = call(`export ${lesson} --out ${at('single')}`);
    expect([status, out]).toEqual([0, `FILE\n${at('single/manifests.yaml')}\n`]);
    expect(readdirSync(at('single'))).toEqual(['manifests.yaml']);
    expect(call(`verdicts ${lesson} ${at('single')}`).out).toBe(call(`verdicts ${lesson}`).out);
  });

  test('--bundle writes a folder that can be read again as a whole, rollback list and kustomization included', () => {
    expect(json(`export ${protect} --out ${at('bundle')} --bundle`)).toEqual({
      files: ['20-policies.yaml', '30-host-endpoints.yaml', 'kustomization.yaml', 'README.md', 'rollback.yaml'].map(
        (name) => at(`bundle/${name}`),
      ),
    });
    const again = call(`verdicts ${protect} ${at('bundle')}`);
    expect([again.status, again.out]).toEqual([0, call(`verdicts ${protect}`).out]);
    expect(again.diagnostics).toContain('info FILE-ROLLBACK: ');
  });

  test('--calico names the target; without it the design’s setting does', () => {
    call(`export ${lesson} --out ${at('older')} --calico 3.31`);
    expect(readFileSync(at('older/manifests.yaml'), 'utf8')).toMatch(
      /^# Exported by Firewright .* for Calico 3\.31\.\n[^]*name: host-firewall\.node-host-firewall\n/,
    );
    call(`export ${lesson} --out ${at('set')} --set calicoVersion=3.33`);
    expect(readFileSync(at('set/manifests.yaml'), 'utf8')).toContain('for Calico 3.33.');
  });

  const blocked: readonly (readonly [why: string, line: string, sentence: RegExp])[] = [
    ['an error in an exported object', `${folder}/selector.yaml`, /^Not exported\.\nerror SELECTOR-SYNTAX: .*selector/],
    ['a text that could not be read', `${folder}/half.yaml`, /^Not exported\.\nerror YAML-SYNTAX: /],
    [
      'a kind that the target lacks',
      `${folder}/cnp.yaml --calico 3.31`,
      /^Not exported\.\nCalico 3\.31 has no Cluster/,
    ],
  ];
  test.each(blocked)('is blocked by %s, and writes nothing', (_why, line, sentence) => {
    expect(call(`export ${line} --out ${at('blocked')}`)).toEqual({
      status: 1,
      out: '',
      diagnostics: expect.stringMatching(sentence),
    });
    expect(readdirSync(folder)).not.toContain('blocked');
  });

  test('an error in an object that is never applied blocks nothing', () => {
    expect(call(`check ${at('pod.yaml')}`).status).toBe(1);
    expect(call(`export ${at('pod.yaml')} --out ${at('pod')}`).status).toBe(0);
  });
});

test.each(['--help', 'help', 'verdicts --help'])('%s prints how to call the program', (line) => {
  expect(call(line)).toMatchObject({ status: 0, out: expect.stringContaining('explain FILE... --flows') });
});
