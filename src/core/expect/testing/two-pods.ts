/** What a test adds to the two pods; rules and flows are lines of YAML without their dash. */
interface TwoPods {
  readonly types: 'Ingress' | 'Ingress, Egress';
  readonly ingress: readonly string[];
  readonly flows: readonly string[];
  /** Documents between the pods and the policy, each with its line `---`. */
  readonly others?: string;
}

/** The text of a design: the pods `a/web` and `a/db`, the policy `db` for the latter, and drawn flows. */
export function twoPods({ types, ingress, flows, others = '' }: TwoPods): string {
  return `apiVersion: v1
kind: Namespace
metadata: {name: a}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a, labels: {app: web}}
status: {podIP: 10.65.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a, labels: {app: db}}
status: {podIP: 10.65.0.2}
${others}---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: db}
spec:
  selector: app == 'db'
  types: [${types}]
  ingress:
${items(ingress)}---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows:
${items(flows)}`;
}

function items(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}\n`).join('');
}
