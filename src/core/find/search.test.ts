import { describe, expect, test } from 'vitest';
import type { DrawnFlow } from '../model/design.ts';
import type { EndpointId } from '../model/ids.ts';
import { readEntity } from '../manifest/read-entity.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { inputsOf, pod, rulesetOf } from '../policy/testing/design-of.ts';
import { severalRules } from '../policy/testing/small-cluster.ts';
import type { Expression } from './expression.ts';
import { findElements } from './find-element.ts';
import { parseExpression } from './parse-expression.ts';
import { findPresets } from './presets.ts';
import { countWords, search, type Found } from './search.ts';

const manifests = [
  ...severalRules,
  pod('dev/agent', { app: 'agent' }, '10.0.0.2', { nodeName: 'n2', hostNetwork: true }),
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkSet',
    metadata: { name: 'offices', labels: { site: 'north' } },
    spec: { nets: ['198.51.100.0/24'] },
  },
];
const ruleset = rulesetOf(manifests);
const table = evaluateAll(ruleset);
const entities = new Map(inputsOf(manifests).map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
const elements = findElements(ruleset, entities);
const id = (text: string): EndpointId => text as EndpointId; // tests name endpoints as users do
const flow = (source: string, destination: string, expect: DrawnFlow['expect']): DrawnFlow => ({
  ...{ source: id(source), destination: id(destination), protocol: null, port: null, expect, note: '' },
});
const flows = [
  flow('dev/web', 'prod/db', 'allow'),
  flow('prod/db', 'host/h1', 'deny'),
  flow('dev/web', 'gone/pod', null),
];

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.value === null) throw new Error(`${text} is no expression`);
  return parsed.value;
}
function find(text: string): Found {
  return search(read(text), elements, { table, flows });
}
function names(text: string): string {
  const found = find(text);
  return found.kind === 'elements'
    ? found.elements.map(({ id: name }) => name).join(' ')
    : found.pairs.map(({ source, destination }) => `${source}>${destination}`).join(' ');
}

describe('endpoints, boxes and sets are found', () => {
  test.each([
    ['db', 'prod/db'],
    ['PROD', 'prod/db Namespace/prod'],
    ['name = web', 'dev/web'],
    ['id ~ dev/*', 'dev/agent dev/lost dev/near dev/web'],
    ['namespace = prod', 'prod/db Namespace/prod'],
    ['kind = pod and namespace = prod', 'prod/db'],
    ['node = n1 and kind = pod', 'dev/near prod/db'],
    ['kind = host', 'host/h1 host/n2'],
    ['kind = network', 'external/internet external/partner'],
    ['kind = network-set', 'GlobalNetworkSet.projectcalico.org/offices'],
    ['label:site', 'GlobalNetworkSet.projectcalico.org/offices'],
    ['label app = web', 'dev/web'],
    ['label:projectcalico.org/namespace = dev and not host-network', 'dev/lost dev/near dev/web'],
    ['label:role in (node, x)', 'host/h1'],
    ['unprotected', 'host/n2 Node/n2'],
    ['unprotected and kind = node', 'Node/n2'],
    ['host-network', 'dev/agent'],
    ['policy = db', 'prod/db'],
    ['policy ~ host', 'host/h1'],
    ['kind in (pod, host) and not selected', 'dev/agent dev/lost dev/near dev/web host/n2'],
    ['nothing-of-the-kind', ''],
  ])('%s', (text, found) => {
    expect(names(text).split(' ').sort().join(' ')).toBe(found.split(' ').sort().join(' '));
  });
});

describe('arrows are found', () => {
  test.each([
    ['drawn', 'dev/web>prod/db prod/db>host/h1'],
    ['expected = deny', 'prod/db>host/h1'],
    ['expected != deny and drawn', 'dev/web>prod/db'],
    ['expected', 'dev/web>prod/db prod/db>host/h1'],
    ['from = dev/web and to.kind = host', 'dev/web>host/h1 dev/web>host/n2'],
    ['drawn and to.policy = db', 'dev/web>prod/db'],
    ['drawn and label:app = web', 'dev/web>prod/db'],
    ['drawn and not label:app = web', 'prod/db>host/h1'],
    ['from = dev/web and to = prod/db and port = TCP/80', 'dev/web>prod/db'],
    ['from = dev/web and to = prod/db and port in (UDP/80, TCP/8000-8010)', 'dev/web>prod/db'],
    ['from = dev/web and to = prod/db and port = TCP/81', ''],
    ['from = dev/web and to = prod/db and port != TCP/81', 'dev/web>prod/db'],
    ['from = external/partner and to = prod/db and verdict in (allow, partial)', 'external/partner>prod/db'],
    ['to = host/h1 and ingress = deny and from.namespace = prod', ''],
  ])('%s', (text, found) => {
    expect(names(text)).toBe(found);
  });

  test('an endpoint is not met by itself', () => {
    expect(find('from = prod/db and to = prod/db')).toMatchObject({ total: 0, isComplete: true });
  });

  test('what a criterion finds and what its opposite finds are all pairs, no pair in both', () => {
    const all = table.endpoints.length * (table.endpoints.length - 1);
    for (const text of ['verdict = deny', 'door', 'port = TCP/22', 'from.selected', 'drawn', 'to ~ host/']) {
      const [one, other] = [find(`drawn or ${text}`), find(`not (drawn or ${text})`)];
      expect(one.kind === 'arrows' && other.kind === 'arrows' ? one.total + other.total : -1).toBe(all);
    }
  });

  test('without verdicts there are none', () => {
    expect(search(read('drawn'), elements, null)).toMatchObject({ kind: 'arrows', total: 0 });
  });
});

test('what was found is counted in words', () => {
  expect(countWords(find('drawn'))).toBe('2 arrows');
  expect(countWords(find('drawn and expected = deny'))).toBe('1 arrow');
  expect(countWords(find('unprotected or db or offices'))).toBe('2 endpoints, 1 box, 1 set');
  expect(countWords(find('nothing-of-the-kind'))).toBe('nothing');
});

test.each(findPresets)('the preset $label is an expression', ({ expression }) => {
  expect(() => find(expression)).not.toThrow();
});
