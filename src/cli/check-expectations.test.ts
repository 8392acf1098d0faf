import { describe, expect, test } from 'vitest';
import { twoPods } from '../core/expect/testing/two-pods.ts';
import { call } from './test-bench.ts';

const fromWeb = "{action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}";

function cluster(flows: readonly string[]): string {
  return twoPods({ types: 'Ingress', ingress: [fromWeb], flows });
}
const allowed = '{from: a/web, to: a/db, protocol: TCP, port: 5432, expect: allow, note: the app}';
const range = "{from: a/web, to: a/db, protocol: TCP, port: '5432:5433', expect: allow}";
const ping = '{from: a/web, to: a/db, protocol: ICMP, icmpType: 8, expect: deny}';
const gone = '{from: a/gone, to: a/db, expect: deny}';
const drawn = '{from: a/web, to: a/db}';

interface Printed {
  readonly expectations: readonly Record<string, unknown>[];
  readonly problems: readonly { readonly severity: string }[];
}
function json(...flows: readonly string[]): Printed {
  return JSON.parse(call('check - --format json', cluster(flows)).out) as Printed; // as the contract says
}

describe('expectations in JSON', () => {
  test('have the contract’s fields, one for each flow of which something is expected', () => {
    const { expectations } = json(allowed, drawn, range, ping, gone);
    expect(expectations).toEqual([
      {
        ...{ from: 'a/web', to: 'a/db', protocol: 'TCP', port: 5432, expect: 'allow' },
        ...{ verdict: 'allow', state: 'met', note: 'the app', reason: '' },
      },
      {
        ...{ from: 'a/web', to: 'a/db', protocol: 'TCP', port: '5432-5433', expect: 'allow' },
        ...{ verdict: 'partial', state: 'missed', note: '', reason: 'Only TCP 5432 passes.' },
      },
      {
        ...{ from: 'a/web', to: 'a/db', protocol: 'ICMP', port: null, icmpType: 8, expect: 'deny' },
        ...{ verdict: 'deny', state: 'met', note: '', reason: '' },
      },
      {
        ...{ from: 'a/gone', to: 'a/db', protocol: null, port: null, expect: 'deny', verdict: 'undecided' },
        ...{ state: 'unknown', note: '', reason: 'There is no endpoint a/gone in the design.' },
      },
    ]);
  });
});

describe('the exit status', () => {
  const rows: readonly (readonly [what: string, flows: readonly string[], status: number])[] = [
    ['of expectations that are met', [allowed, ping], 0],
    ['of one that is missed', [allowed, range], 1],
    ['of one that can’t be evaluated', [allowed, gone], 0],
    ['of drawn flows of which nothing is expected', [drawn], 0],
  ];
  test.each(rows)('%s', (_what, flows, status) => {
    expect(json(...flows).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(call('check -', cluster(flows)).status).toBe(status);
  });
});

test('the table has them behind the problems, with their place and what was found', () => {
  const lines = call('check - --format csv', cluster([allowed, range, gone]))
    .out.trim()
    .split('\r\n');
  const found = lines.filter((line) => line.includes('EXPECTATION'));
  expect(lines.slice(-3)).toEqual(found);
  expect(found).toEqual([
    'ok,EXPECTATION-MET,a/web → a/db,stdin:29:5,"TCP 5432 is expected to be allowed, and it is allowed."',
    'error,EXPECTATION-MISSED,a/web → a/db,stdin:30:5,"TCP 5432-5433 is expected to be allowed, but only some of it is allowed. Only TCP 5432 passes."',
    'warning,EXPECTATION-UNKNOWN,a/gone → a/db,stdin:31:5,"All traffic is expected to be denied, but it can’t be evaluated. There is no endpoint a/gone in the design."',
  ]);
});

test('a setting on the command line counts', () => {
  const input = cluster([allowed]);
  expect(call('check - --set calicoVersion=3.33', input).status).toBe(0);
});
