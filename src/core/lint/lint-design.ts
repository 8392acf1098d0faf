import { readEntity } from '../manifest/read-entity.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import type { Settings } from '../model/settings.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { hostLints } from './host-lints.ts';
import type { LintFinding, LintInput } from './lint.ts';
import { policyLints } from './policy-lints.ts';

/** All lints, one after the other: a step after each, so that whoever asks can do something else in between. */
export function* lintInSteps(input: LintInput): Generator<void, readonly LintFinding[], undefined> {
  const found: LintFinding[] = [];
  for (const lint of [...hostLints, ...policyLints]) {
    const answer = lint(input);
    found.push(...('next' in answer ? yield* answer : answer));
    yield;
  }
  return found;
}

/** All of them at once. */
export function lintDesign(input: LintInput): readonly LintFinding[] {
  for (const steps = lintInSteps(input); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * @param ruleset lowered from `resources`, without what is only staged
 * @param override settings that take the place of the design's own
 */
export function lintInput(
  resources: LintInput['resources'],
  ruleset: Ruleset,
  override: Partial<Settings> = {},
): LintInput {
  const entities = new Map(Object.values(resources).map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  return { resources, entities, ruleset, settings: { ...settingsOf({ resources, sources: [] }), ...override } };
}
