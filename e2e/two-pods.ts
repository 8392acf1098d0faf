/**
 * Two pods that may not talk: `prod/web` is closed by a policy.
 * @param spec of the policy, in the form that the journey wants to see
 */
export function twoPodsWith(spec: string): string {
  return `# Two pods that may not talk
apiVersion: v1
kind: Namespace
metadata: {name: prod}
---
# the shop
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: prod
  labels:
    app: web # what the policy asks for
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db}}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: close}
${spec}
`;
}
