import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './test-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'firewright-diff-'));
const at = (name: string): string => join(folder, name);

const cluster = `apiVersion: v1
kind: Namespace
metadata: { name: prod }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: prod, labels: { app: web } }
status: { podIPs: [{ ip: 10.0.0.1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: prod, labels: { app: db } }
status: { podIPs: [{ ip: 10.0.0.2 }] }
`;
const policy = (port: number, labels = ''): string => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: db, namespace: prod${labels} }
spec:
  selector: app == 'db'
  ingress: [{ action: Allow, protocol: TCP, source: { selector: app == 'web' }, destination: { ports: [${port}] } }]
`;

beforeAll(() => {
  const files: Readonly<Record<string, string>> = {
    'old.yaml': `${cluster}---\n${policy(5432)}`,
    'labelled.yaml': `${cluster}---\n${policy(5432, ', labels: { team: a }')}`,
    'moved.yaml': `${cluster}---\n${policy(5433)}`,
    'open.yaml': cluster,
    'folder/a.yaml': cluster,
    'folder/b.yaml': policy(5432),
    'settings.yaml': `${cluster}---\n${policy(5432)}---
apiVersion: firewright.dev/v1
kind: Design
metadata: { name: design }
spec: { settings: { calicoVersion: "3.30" } }
`,
    'broken.yaml': `${cluster}---\n${policy(5432).replace("'db'", "'db")}`,
    'bad.yaml': 'a: [',
  };
  mkdirSync(at('folder'));
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function diff(old: string, now: string, options = ''): ReturnType<typeof call> {
  return call(`diff ${at(old)} ${at(now)} ${options}`);
}

describe('status', () => {
  const rows: readonly (readonly [old: string, now: string, status: number])[] = [
    ['old.yaml', 'old.yaml', 0],
    ['old.yaml', 'folder', 0],
    ['folder', 'moved.yaml', 1],
    ['old.yaml', 'open.yaml', 1],
    ['old.yaml', 'labelled.yaml', 0],
    ['old.yaml', 'settings.yaml', 0],
    ['old.yaml', 'broken.yaml', 1],
    ['old.yaml', 'bad.yaml', 2],
    ['nowhere.yaml', 'old.yaml', 2],
  ];
  test.each(rows)('%s against %s: %i', (old, now, status) => {
    expect(diff(old, now).status).toBe(status);
  });
});

test('JSON has the fields of the contract', () => {
  expect(JSON.parse(diff('old.yaml', 'moved.yaml', '--format json').out)).toEqual({
    same: false,
    calicoVersion: { old: '3.32', new: '3.32' },
    counts: { total: 1, added: 0, removed: 0, changed: 1, widened: 0, narrowed: 0, both: 1, unclear: 0 },
    connections: [
      {
        source: 'prod/web',
        destination: 'prod/db',
        change: 'changed',
        effect: 'both',
        before: { verdict: 'partial', allowed: [{ protocol: 'TCP', ports: '5432' }] },
        after: { verdict: 'partial', allowed: [{ protocol: 'TCP', ports: '5433' }] },
        gained: [{ protocol: 'TCP', ports: '5433' }],
        lost: [{ protocol: 'TCP', ports: '5432' }],
      },
    ],
    endpoints: { added: [], removed: [], renamed: [] },
    objects: {
      added: [],
      removed: [],
      changed: [{ resource: 'NetworkPolicy/prod/db', fields: ['spec.ingress[0].destination.ports[0]'] }],
    },
    problems: [],
  });
});

test('a dump is judged with the version of the design that it is compared with', () => {
  const { calicoVersion } = JSON.parse(diff('old.yaml', 'settings.yaml', '--format json').out) as {
    calicoVersion: unknown;
  };
  expect(calicoVersion).toEqual({ old: '3.30', new: '3.30' });
});

test('what can’t be evaluated is told as such, with the problem on stderr', () => {
  const { out, diagnostics } = diff('old.yaml', 'broken.yaml', '--format csv');
  expect(out).toMatch(/connection,changed,unclear,prod\/web,prod\/db,TCP 5432,/);
  expect(diagnostics).toMatch(/^new: error /m);
});

test('the table lists connections, then objects; an object that changes nothing is listed all the same', () => {
  const lines = diff('old.yaml', 'open.yaml').out.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^WHAT +CHANGE +EFFECT +SOURCE +DESTINATION +BEFORE +AFTER +GAINED +LOST +UNCLEAR$/);
  expect(lines.at(-1)).toMatch(/^object +removed +NetworkPolicy\/prod\/db$/);
  expect(diff('old.yaml', 'labelled.yaml').out).toMatch(/object +changed +NetworkPolicy\/prod\/db +metadata.labels/);
  expect(diff('old.yaml', 'moved.yaml', '--format markdown').out).toContain(
    '| connection | changed | both | prod/web | prod/db | TCP 5432 | TCP 5433 | TCP 5433 | TCP 5432 |  |',
  );
});

test('one of the designs may come from standard input', () => {
  expect(call(`diff ${at('old.yaml')} -`, `${cluster}---\n${policy(5432)}`).status).toBe(0);
  expect(call('diff - -', cluster).diagnostics).toContain('Only one of the two');
});

test('two designs are needed', () => {
  const one = call(`diff ${at('old.yaml')}`);
  expect([one.status, one.diagnostics]).toEqual([2, expect.stringContaining('diff takes two designs')]);
  expect(call(`diff ${at('old.yaml')} ${at('old.yaml')} ${at('old.yaml')}`).status).toBe(2);
});
