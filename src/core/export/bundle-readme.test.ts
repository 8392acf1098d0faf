import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { exportBundle } from './export-design.ts';
import type { ExportOptions } from './prepare-export.ts';

const text = `apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
apiVersion: projectcalico.org/v3
kind: FelixConfiguration
metadata: {name: default}
spec: {}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: t}
spec: {order: 5}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: s}
spec: {nets: [10.0.0.0/8]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: p}
spec: {tier: t}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: k, namespace: prod}
spec: {podSelector: {}}
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: h}
spec: {node: n1, interfaceName: "*"}
`;
const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'include', policies: 'enforced' };

function readme(wanted: Partial<ExportOptions> = {}, confirmed: readonly string[] = [], of = text): string {
  const bundle = exportBundle(
    openDesign([{ name: 'd.yaml', text: of }]).document,
    { ...options, ...wanted },
    confirmed,
  );
  return bundle.ok ? (bundle.value.files.find(({ name }) => name === 'README.md')?.text ?? '') : '';
}

const files = [
  '00-namespaces.yaml',
  '00-configuration.yaml',
  '00-tiers.yaml',
  '10-network-sets.yaml',
  '20-policies.yaml',
  '30-host-endpoints.yaml',
];

describe('the instructions of a bundle', () => {
  test('go through the stages in their order, each validated, compared, applied and watched', () => {
    const sections = readme()
      .split(/^## \d\. /m)
      .slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(files);
    sections.forEach((section, index) => {
      const file = files[index] ?? '';
      const commands = [...section.matchAll(/^ {4}(kubectl .*)$/gm)].map(([, command]) => command);
      expect(commands.slice(0, 3)).toEqual([
        `kubectl apply --dry-run=server -f ${file}`,
        `kubectl diff -f ${file}`,
        `kubectl apply -f ${file}`,
      ]);
      expect(commands[3]).toMatch(/^kubectl get \S+ --all-namespaces$/);
      expect(section).toMatch(/Wait|No pause/);
      expect(section).toContain('Undo this step:');
    });
  });

  test('name the types with their groups: NetworkPolicy is a kind of two', () => {
    expect(readme()).toContain(
      '    kubectl get networkpolicies.networking.k8s.io,globalnetworkpolicies.projectcalico.org --all-namespaces\n',
    );
    expect(readme()).toContain(
      'kubectl get namespaces,felixconfigurations.projectcalico.org,tiers.projectcalico.org,globalnetworksets.projectcalico.org,networkpolicies.networking.k8s.io,globalnetworkpolicies.projectcalico.org,hostendpoints.projectcalico.org --all-namespaces -o yaml > before.yaml',
    );
  });

  test('say how to get in again', () => {
    expect(readme()).toContain('    kubectl delete hostendpoints.projectcalico.org h\n');
    expect(readme()).toContain('    kubectl delete --ignore-not-found -f rollback.yaml\n');
    expect(readme()).toContain('Keep a second session');
  });

  test('begin with what dies, where that was confirmed', () => {
    expect(readme()).not.toContain('what dies');
    const warned = readme({}, ['n lets in no SSH (TCP 22) from outside: tier t.']);
    expect(warned).toContain('## Read this first: what dies');
    expect(warned).toContain('- n lets in no SSH (TCP 22) from outside: tier t.\n');
    expect(warned.indexOf('what dies')).toBeLessThan(warned.indexOf('## Before'));
  });

  test('staged, they speak of no session and no host endpoint', () => {
    const staged = readme({ policies: 'staged' });
    expect(staged).toContain('The policies are staged');
    expect(staged).toContain('HostEndpoint h');
    expect(staged).not.toContain('30-host-endpoints.yaml');
    expect(staged).not.toContain('second session');
    expect(staged).not.toContain('kubectl delete hostendpoints');
  });

  test('one file is not applied all at once', () => {
    const tier = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: t}\nspec: {order: 5}\n';
    expect(readme({}, [], tier)).not.toContain('apply -k');
    expect(readme()).toContain('    kubectl apply -k .\n');
  });
});
