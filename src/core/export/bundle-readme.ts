import type { CalicoVersion } from '../model/settings.ts';

/** How to check, apply and take back an exported bundle, for whoever gets the folder. */
export function bundleReadme(files: readonly string[], version: CalicoVersion): string {
  return `# Host firewall manifests

For Calico ${version}. Apply the files in the order of their numbers: host endpoints come last, because a host endpoint
that no policy allows anything denies everything but the failsafe ports at once.

## Check

    kubectl apply --dry-run=server ${flags(files)}
    kubectl diff ${flags(files)}

## Apply

${files.map((file) => `    kubectl apply -f ${file}`).join('\n')}

or all at once, in the same order: \`kubectl apply -k .\`

Keep a second session to a node open while you apply, and try a new one before you close it.

## Take back

    kubectl delete --ignore-not-found -f rollback.yaml

removes what this bundle brings, host endpoints first. Configuration objects (FelixConfiguration,
KubeControllersConfiguration) stay: they were in the cluster before, set them back by hand.
`;
}

function flags(files: readonly string[]): string {
  return files.map((file) => `-f ${file}`).join(' ');
}
