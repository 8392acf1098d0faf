import type { Manifest } from '../../../model/document.ts';
import type { Settings } from '../../../model/settings.ts';
import { lower } from '../../../policy/lower.ts';
import { hostLints } from '../../host-lints.ts';
import { lintInput } from '../../lint-design.ts';
import type { LintFinding, LintInput } from '../../lint.ts';
import { lastOf, resourcesOf } from '../../testing/policy-findings.ts';

/** A design as lints see it; a later manifest replaces an earlier one of its identity. */
export function lintInputOf(manifests: readonly Manifest[], settings: Partial<Settings> = {}): LintInput {
  const resources = resourcesOf(manifests);
  return lintInput(resources, lower(Object.values(resources), settings), settings);
}

/** All that the lints of hosts find in a design. */
export function hostFindings(manifests: readonly Manifest[], settings: Partial<Settings> = {}): readonly LintFinding[] {
  return hostFindingsOf(lintInputOf(manifests, settings));
}

/** @throws where a lint does not say what is so in one sentence and what to do in another */
export function hostFindingsOf(input: LintInput): readonly LintFinding[] {
  const found = hostLints.flatMap((lint) => {
    const answer = lint(input);
    return 'next' in answer ? lastOf(answer) : answer;
  });
  const wrong = found.find(({ finding }) => !isTwoSentences(finding.message));
  if (wrong !== undefined) throw new Error(`not two sentences: ${wrong.finding.message}`);
  return found;
}

function isTwoSentences(message: string): boolean {
  return /^[A-Z].*\.$/.test(message) && message.split(/(?<=\.) (?=[A-Z])/).length === 2;
}

/** The findings of one code as `HostEndpoint/h1 spec.profiles: message`. */
export function findingsOf(
  code: string,
  manifests: readonly Manifest[],
  settings: Partial<Settings> = {},
): readonly string[] {
  return hostFindings(manifests, settings)
    .filter(({ finding }) => finding.code === code)
    .map(({ resource, finding }) => `${shortId(resource)} ${finding.path.join('.')}: ${finding.message}`);
}

function shortId(resource: LintFinding['resource']): string {
  return resource === null ? 'design' : resource.replace(/^([^./]+)[^/]*/, '$1');
}
