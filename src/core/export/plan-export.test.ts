import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { planExport, type ExportForm, type ExportPlan } from './plan-export.ts';
import { problemsForExport } from './problems-for-export.ts';

function opened(text: string): ReturnType<typeof openDesign> {
  return openDesign([{ name: 'd.yaml', text }]);
}
const policy = (spec: string): string =>
  `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: p}\nspec: ${spec}\n`;
const empty: ClusterDocument = { resources: {}, sources: [] };
const forms: readonly ExportForm[] = [{ kind: 'file' }, { kind: 'bundle' }, { kind: 'difference', baseline: empty }];

function planned(text: string, form: ExportForm, calicoVersion: CalicoVersion = '3.32'): ExportPlan {
  const { document, problems } = opened(text);
  const options = { calicoVersion, namespaces: 'leave-out', policies: 'enforced' } as const;
  return planExport(document, { form, options }, problemsForExport(document, problems, calicoVersion));
}

describe.each(forms)('as $kind', (form) => {
  test('is ready where nothing stands against it', () => {
    expect(planned(policy('{selector: all()}'), form)).toMatchObject({ kind: 'ready', objects: 1 });
  });

  const blocked: readonly (readonly [why: string, text: string, version: CalicoVersion, sentence: RegExp])[] = [
    ['a selector that can’t be read', policy('{selector: role ==}'), '3.32', /selector/],
    [
      'a field that the kind has not: dropped, the rule would be wider',
      policy('{ingress: [{action: Allow, form: {}}]}'),
      '3.32',
      /no field/,
    ],
    ['a tier that does not exist', policy('{tier: nowhere}'), '3.32', /no tier "nowhere"/],
    ['a document that could not be read', `${policy('{}')}---\nkind: [\n`, '3.32', /./],
    [
      'a list that is too long for the version',
      policy(
        `{ingress: [{action: Allow, protocol: TCP, source: {ports: [${Array.from({ length: 51 }, (_, port) => port + 1).join()}]}}]}`,
      ),
      '3.33',
      /51 items/,
    ],
    [
      'a kind that the version lacks',
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: a}\nspec: {priority: 1, subject: {namespaces: {}}}\n',
      '3.32',
      /Calico 3\.32 has no AdminNetworkPolicy/,
    ],
  ];
  test.each(blocked)('is kept back by %s', (_why, text, version, sentence) => {
    const plan = planned(text, form, version);
    if (plan.kind !== 'blocked') throw new Error('not blocked');
    expect([...plan.messages, ...plan.problems.map(({ message }) => message)].join('\n')).toMatch(sentence);
  });
});

test('what is a warning below 3.33 keeps nothing back there', () => {
  const ports = Array.from({ length: 51 }, (_, port) => port + 1).join();
  const text = policy(`{ingress: [{action: Allow, protocol: TCP, source: {ports: [${ports}]}}]}`);
  expect(planned(text, { kind: 'file' }, '3.32').kind).toBe('ready');
});

test('a policy’s missing prefix is given, not complained about', () => {
  const tier = '---\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\nspec: {order: 5}\n';
  expect(planned(policy('{tier: t}') + tier, { kind: 'file' }, '3.31').kind).toBe('ready');
});

test('what is wrong is told once, not again as what can’t be judged for it', () => {
  const plan = planned(policy('{selector: role ==}'), { kind: 'file' });
  expect(plan.kind === 'blocked' && plan.problems.map(({ code }) => code)).toEqual(['SELECTOR-SYNTAX']);
});
