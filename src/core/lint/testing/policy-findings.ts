import { identityOf } from '../../manifest/identity.ts';
import type { Manifest, Resource } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import type { Settings } from '../../model/settings.ts';
import { lower } from '../../policy/lower.ts';
import { lintInput } from '../lint-design.ts';
import type { LintFinding } from '../lint.ts';
import { policyLints } from '../policy-lints.ts';

// Short ways to lint a design in tests.

export function resourcesOf(manifests: readonly Manifest[]): Readonly<Record<string, Resource>> {
  return Object.fromEntries(
    manifests.map((manifest) => {
      const id = resourceId(identityOf(manifest));
      return [id, { id, manifest, origin: null }];
    }),
  );
}

/** What all lints of policies find in a design. */
export function policyFindings(
  manifests: readonly Manifest[],
  settings: Partial<Settings> = {},
): readonly LintFinding[] {
  const resources = resourcesOf(manifests);
  const input = lintInput(resources, lower(Object.values(resources), settings), settings);
  return policyLints.flatMap((lint) => {
    const answer = lint(input);
    return 'next' in answer ? lastOf(answer) : answer;
  });
}

export function lastOf(steps: Generator<void, readonly LintFinding[], undefined>): readonly LintFinding[] {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** `CODE name path`, sorted: what a test compares. */
export function findingWords(findings: readonly LintFinding[]): readonly string[] {
  return findings
    .map(({ resource, finding }) => `${finding.code} ${nameOf(resource)} ${finding.path.slice(1).join('.')}`.trim())
    .sort();
}

function nameOf(resource: string | null): string {
  return resource?.slice(resource.indexOf('/') + 1) ?? '';
}
