/** An expression that is asked often, by what it means. */
export interface FindPreset {
  readonly label: string;
  readonly expression: string;
}

export const findPresets: readonly FindPreset[] = [
  { label: 'Denied at hosts', expression: 'verdict = deny and to.kind = host' },
  { label: 'Partly allowed', expression: 'verdict = partial' },
  { label: 'Can’t be evaluated', expression: 'verdict = undecided' },
  { label: 'Allowed from the Internet', expression: 'verdict in (allow, partial) and from = external/internet' },
  { label: 'Allowed to the Internet', expression: 'verdict in (allow, partial) and to = external/internet' },
  { label: 'SSH is open to hosts', expression: 'port = TCP/22 and to.kind = host' },
  { label: 'Open by a failsafe port', expression: 'door' },
  { label: 'Drawn flows that are denied', expression: 'drawn and verdict = deny' },
  { label: 'Unprotected nodes', expression: 'unprotected' },
  { label: 'Not selected by any policy', expression: 'kind in (pod, host) and not selected' },
  { label: 'Host-networked pods', expression: 'host-network' },
  { label: 'Pods of kube-system', expression: 'kind = pod and namespace = kube-system' },
];
