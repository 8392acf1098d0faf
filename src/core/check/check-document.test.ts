import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import { checkDocument } from './check-document.ts';

const policies = `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: first}
spec:
  tier: mine
  selector: app == web
  ingress:
    - action: allow
      protocol: TCP
      destination:
        ports: ['80-90', 0]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: second}
spec: {preDNAT: true}
`;
const settings = `apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec: {settings: {calicoVersion: "3.31"}}
`;

function open(...files: readonly (readonly [name: string, text: string])[]): ClusterDocument {
  return openDesign(files.map(([name, text]) => ({ name, text }))).document;
}

function said(document: ClusterDocument, override = {}): readonly string[] {
  return checkDocument(document, override).map(
    ({ severity, code, place }) =>
      `${place === null ? 'nowhere' : `${place.file}:${place.line}:${place.column}`} ${severity} ${code}`,
  );
}

test('everything wrong is named with file, line and column, in their order', () => {
  expect(said(open(['b.yaml', policies], ['a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: P}\n']))).toEqual([
    'a.yaml:3:18 error NAME-SYNTAX',
    'b.yaml:5:9 error TIER-UNKNOWN',
    'b.yaml:6:13 error SELECTOR-SYNTAX',
    'b.yaml:8:15 error VALUE-UNKNOWN',
    'b.yaml:11:17 error PORT-DASH-RANGE',
    'b.yaml:11:26 error PORT-RANGE',
    'b.yaml:15:11 warning NAMESPACE-MISSING',
    'b.yaml:16:17 error FIELD-UNKNOWN',
  ]);
});

test('the version is the design’s own unless it is overridden', () => {
  const text = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a.b}\n';
  const document = open(['a.yaml', text], ['b.yaml', settings]);
  expect(said(document)).toEqual(['a.yaml:3:18 error NAME-TIER-PREFIX']);
  expect(said(document, { calicoVersion: '3.32' })).toEqual([]);
});

test('problems of objects that stand in no file come last', () => {
  const document = open(['a.yaml', policies]);
  const resources = Object.fromEntries(
    Object.values(document.resources).map((resource, index) => [
      resource.id,
      index === 0 ? { ...resource, origin: null } : resource,
    ]),
  );
  const places = checkDocument({ ...document, resources }).map(({ place }) => place !== null);
  expect(places).toEqual([true, true, false, false, false, false, false]);
});
