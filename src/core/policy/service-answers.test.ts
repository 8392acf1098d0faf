import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { globalPolicy, judgeFlow, namespace, network, node, pod, rulesetOf, service } from './testing/design-of.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/far', { app: 'far' }, '10.65.2.2', { nodeName: 'n2' }),
  network('x', '203.0.113.0/24'),
];
const web = service('prod/web', {
  clusterIP: '10.96.0.1',
  selector: { app: 'web' },
  ports: [{ port: 80, targetPort: 8080 }],
});
const clusterIp = { via: { type: 'ClusterIP', service: 'prod/web', port: 80 } as const };

describe('the other endpoints of a service (R5.32)', () => {
  const replicas = service('prod/both', { clusterIP: '10.96.0.9', selector: { tier: 'b' }, ports: [{ port: 80 }] });
  const pods = [1, 2, 3].map((last) =>
    pod(`prod/b${last}`, { tier: 'b', number: `${last}` }, `10.65.3.${last}`, { nodeName: 'n1' }),
  );
  const onlyTo = (...numbers: readonly string[]): Manifest =>
    globalPolicy('b', {
      selector: "app == 'far'",
      types: ['Egress'],
      egress: [{ action: 'Allow', destination: { selector: `number in {${numbers.map((n) => `'${n}'`).join()}}` } }],
    });
  test.each([
    [['1', '2', '3'], 'and reaches all of them.', ['allow', 'allow', 'allow']],
    [['1', '3'], 'and reaches 2 of them, not prod/b2.', ['allow', 'deny', 'allow']],
    [['4'], 'and reaches none of them.', ['deny', 'deny', 'deny']],
  ] as const)('%j', (numbers, sentence, verdicts) => {
    const ruleset = rulesetOf([...cluster, replicas, ...pods, onlyTo(...numbers)]);
    const { notes, translation } = judgeFlow(ruleset, 'prod/far -> prod/b1 TCP 80', { toAddress: '10.96.0.9' });
    expect(notes.at(-1)).toBe(`This client may be sent to 3 endpoints of service prod/both ${sentence}`);
    expect(translation?.answers).toEqual(
      verdicts.map((verdict, index) => ({ endpoint: `prod/b${index + 1}`, verdict })),
    );
  });

  test('one endpoint leaves no choice, and without a service there is none', () => {
    const ruleset = rulesetOf([...cluster, web]);
    expect(judgeFlow(ruleset, 'prod/far -> prod/web TCP 8080', clusterIp)).toMatchObject({
      notes: [],
      translation: { answers: [{ endpoint: 'prod/web', verdict: 'allow' }] },
    });
    expect(judgeFlow(ruleset, 'prod/far -> prod/web TCP 8080').translation).toBeNull();
  });

  test('endpoints that Local keeps from the client are left out', () => {
    const both = service('prod/both', {
      type: 'NodePort',
      externalTrafficPolicy: 'Local',
      selector: { tier: 'b' },
      ports: [{ port: 80, nodePort: 30080 }],
    });
    const elsewhere = pod('prod/b4', { tier: 'b' }, '10.65.3.4', { nodeName: 'n2' });
    const ruleset = rulesetOf([...cluster, both, ...pods, elsewhere]);
    const via = { type: 'NodePort', service: 'prod/both', clusterNode: 'n2', port: 30080 } as const;
    const { translation } = judgeFlow(ruleset, 'external/x -> prod/b4 TCP 80', { via });
    expect(translation?.answers.map(({ endpoint }) => endpoint)).toEqual(['prod/b4']);
  });
});
