/** A design with something for every menu item to act on. */
export const menuDesign = [
  ...['w0', 'w1'].map((name) => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\n`),
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: prod}\n',
  // Enough alike to be drawn as one card.
  ...Array.from({ length: 8 }, (_, index) => pod(`web-${index}`, 'web', `w${index % 2}`)),
  pod('client', 'client', 'w0'),
  pod('shop', 'shop', 'w1'),
  `apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: security}
spec: {order: 100}
`,
  policy('GlobalNetworkPolicy', 'closed'),
  policy('StagedGlobalNetworkPolicy', 'rehearsed'),
  `apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows: [{from: prod/client, to: prod/shop}]
  layout: {notes: {hint: To be read}}
`,
].join('---\n');

/** Another design, to be opened, imported, compared with. */
export const otherDesign = `${pod('other', 'other', 'w0')}---\n${pod('client', 'changed', 'w0')}`;

/** Takes so long to be read that one can cancel it. */
export const longDesign = Array.from({ length: 25_000 }, (_, index) => pod(`pod-${index}`, 'many', 'w0')).join('---\n');

function pod(name: string, app: string, node: string): string {
  const labels = `labels: {app: ${app}}`;
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: prod, ${labels}}\nspec: {nodeName: ${node}}\n`;
}

function policy(kind: string, name: string): string {
  return `apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {name: security.${name}}
spec: {tier: security, selector: app == "shop", types: [Ingress], ingress: [{action: Allow, source: {selector: app == "web"}}]}
`;
}
