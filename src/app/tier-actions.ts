import type { Command } from '../core/edit/command.ts';
import type { DropTier } from '../core/edit/drop-context.ts';
import { planNewPolicy, type NewPolicyKind } from '../core/edit/plan-new-policy.ts';
import { planEnforce, planStage } from '../core/edit/stage-policy.ts';
import {
  freeTierName,
  planNewTier,
  planPolicyCopy,
  planTierCopy,
  planTierSwitch,
  policiesOfTier,
  whyNoTierName,
  type TierPlan,
} from '../core/edit/tier-plans.ts';
import { isPolicy, type Policy } from '../core/model/entities.ts';
import type { Resource } from '../core/model/document.ts';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import type { App } from './app.ts';
import { dropContextOf } from './drop-context.ts';
import { perform } from './perform.ts';

function tiersOf({ session, model }: App): readonly DropTier[] {
  return dropContextOf(session.document, model).tiers;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'policy' : 'policies'}`;
}

// Tiers

export function proposedTierName({ session }: App): string {
  return freeTierName(session.document);
}

/** Why a tier can't be called that; null: it can. */
export function tierNameComplaint(app: App, name: string): string | null {
  return whyNoTierName(app.session.document, tiersOf(app), name.trim());
}

/** @param index among the lanes; null: before the default tier */
export function createTier(app: App, name: string, index: number | null = null): void {
  add(app, planNewTier(tiersOf(app), name.trim(), index), `Created tier ${name.trim()}.`);
}

export function renameTier(app: App, id: ResourceId, name: string): void {
  const renamed = name.trim();
  if (!perform(app, { type: 'rename-resource', resource: id, name: renamed }, `Renamed the tier to ${renamed}.`))
    return;
  app.selection.select({
    kind: 'resource',
    id: resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: renamed }),
  });
}

export function duplicateTier(app: App, name: string, id: ResourceId): void {
  const tier = app.session.document.resources[id];
  if (tier === undefined) return;
  const plan = planTierCopy(app.session.document, tiersOf(app), tier);
  if (!plan.ok) return app.notices.show({ kind: 'error', text: plan.error });
  const policies = policiesOfTier(tiersOf(app), name).length;
  add(app, plan.value, `Duplicated tier ${name} as ${plan.value.name}, with ${counted(policies)}.`);
}

/** A tier with its policies; of one that does not exist, the policies that name it. */
export function deleteTier(app: App, name: string, id: ResourceId | null): void {
  const policies = policiesOfTier(tiersOf(app), name);
  const ids = id === null ? policies : [id];
  const along = policies.length === 0 ? '' : ` and ${counted(policies.length)} with it`;
  const sentence =
    id === null ? `Deleted ${counted(policies.length)} of tier ${name}.` : `Deleted tier ${name}${along}.`;
  if (perform(app, { type: 'remove-resources', ids }, sentence)) app.selection.clear();
}

export function setTierDefault(app: App, name: string, id: ResourceId, action: 'Deny' | 'Pass'): void {
  const command: Command = { type: 'set-field', resource: id, path: ['spec', 'defaultAction'], value: action };
  perform(app, command, `At the end of tier ${name}: ${action}.`);
}

export function switchTier(app: App, name: string, isDisabled: boolean): void {
  const command = planTierSwitch(app.session.document, tiersOf(app), name, isDisabled);
  const policies = command?.type === 'sequence' ? command.commands.length : 0;
  if (command !== null)
    perform(app, command, `${isDisabled ? 'Disabled' : 'Enabled'} ${counted(policies)} of tier ${name}.`);
}

// Policies

export function createPolicy(app: App, tier: string, what: NewPolicyKind): void {
  const lane = tiersOf(app).find(({ name }) => name === tier);
  if (lane === undefined) return;
  const plan = planNewPolicy(app.session.document, lane, what);
  add(app, plan, `Created ${plan.name} in tier ${tier}: it selects nothing until you say whom it is for.`);
}

export function duplicatePolicy(app: App, id: ResourceId): void {
  const policy = app.session.document.resources[id];
  if (policy === undefined) return;
  const plan = planPolicyCopy(app.session.document, policy);
  add(app, plan, `Duplicated as ${plan.name}.`);
}

export function deletePolicy(app: App, id: ResourceId, name: string): void {
  if (perform(app, { type: 'remove-resources', ids: [id] }, `Deleted ${name}.`)) app.selection.clear();
}

export function switchPolicy(app: App, id: ResourceId, name: string, isDisabled: boolean): void {
  const consequence = isDisabled ? 'it is neither judged nor exported' : 'it is judged and exported again';
  const sentence = `${isDisabled ? 'Disabled' : 'Enabled'} ${name}: ${consequence}.`;
  perform(app, { type: 'set-disabled', policy: id, disabled: isDisabled }, sentence);
}

/** Staged, or if it is staged, enforced. */
export function switchStaging(app: App, id: ResourceId, name: string): void {
  const policy = app.session.document.resources[id];
  if (policy === undefined) return;
  const plan = stagingOf(app, policy);
  if (!plan.ok) return app.notices.show({ kind: 'error', text: plan.error });
  const sentence = isStaged(app, id)
    ? `Enforced ${name}: it is judged and exported as it is.`
    : `Staged ${name}: it changes no verdict until it is enforced.`;
  if (!perform(app, plan.value.command, sentence)) return;
  if (app.session.document.resources[plan.value.id] !== undefined)
    app.selection.select({ kind: 'resource', id: plan.value.id });
}

/** Why it can't be staged or enforced; '' where it can. */
export function stagingObstacle(app: App, id: ResourceId): string {
  const policy = app.session.document.resources[id];
  if (policy === undefined) return 'It is not there any more.';
  const plan = stagingOf(app, policy);
  return plan.ok ? '' : plan.error;
}

function stagingOf(app: App, policy: Resource): ReturnType<typeof planStage> {
  return (isStaged(app, policy.id) ? planEnforce : planStage)(app.session.document, policy);
}

function isStaged({ model }: App, id: ResourceId): boolean {
  const entity = model.entities.get(id);
  return entity !== undefined && 'staged' in entity && entity.staged;
}

// The selected policy

export function selectedPolicy({ model, selection }: App): Policy | null {
  const entity = selection.resource === null ? undefined : model.entities.get(selection.resource);
  return entity !== undefined && isPolicy(entity) ? entity : null;
}

export function isSelectedDisabled(app: App): boolean {
  const policy = selectedPolicy(app);
  return policy !== null && app.model.design.disabled.has(policy.id);
}

export function switchSelected(app: App): void {
  const policy = selectedPolicy(app);
  if (policy !== null) switchPolicy(app, policy.id, policy.name, !isSelectedDisabled(app));
}

export function stageSelected(app: App): void {
  const policy = selectedPolicy(app);
  if (policy !== null) switchStaging(app, policy.id, policy.name);
}

function add(app: App, { id, command }: Pick<TierPlan, 'id' | 'command'>, sentence: string): void {
  if (perform(app, command, sentence)) app.selection.select({ kind: 'resource', id });
}
