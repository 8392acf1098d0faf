import type { KnownLine } from '../../guard/life-lines.ts';
import { lifeLines } from '../../guard/life-lines.ts';
import type { LifeHost, LifeScene } from '../../guard/life-scene.ts';
import { controlPlaneOf, lifeScene } from '../../guard/life-scene.ts';
import type { LostPacket } from '../../guard/try-line.ts';
import { LineTrial } from '../../guard/try-line.ts';
import type { LintInput } from '../lint.ts';
import { withFewOutsiders } from './few-outsiders.ts';

/** A life line that is denied on some hosts, which no rule tells apart. */
export interface LostLine {
  readonly line: KnownLine;
  /** Never empty. */
  readonly hosts: readonly LifeHost[];
  /** Never empty; of the first of the hosts. */
  readonly lost: readonly LostPacket[];
}

const scenes = new WeakMap<LintInput, LifeScene>();

export function lifeSceneOf(input: LintInput): LifeScene {
  const known = scenes.get(input);
  if (known !== undefined) return known;
  const scene = withFewOutsiders(lifeScene(input.ruleset, controlPlaneOf(input.entities.values())));
  scenes.set(input, scene);
  return scene;
}

/** Hosts that no rule tells apart, group by group. */
export function alikeHosts({ hosts }: LifeScene): readonly (readonly [LifeHost, ...LifeHost[]])[] {
  const groups = new Map<string, [LifeHost, ...LifeHost[]]>();
  for (const host of hosts) {
    const group = groups.get(host.likeness);
    if (group === undefined) groups.set(host.likeness, [host]);
    else group.push(host);
  }
  return [...groups.values()];
}

const losses = new WeakMap<LintInput, readonly LostLine[]>();

/** All life lines that are denied where a host endpoint governs: of hosts that are alike one is tried. */
export function lostLinesOf(input: LintInput): readonly LostLine[] {
  for (const steps = lostLinesInSteps(input); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a step after each line. */
export function* lostLinesInSteps(input: LintInput): Generator<void, readonly LostLine[], undefined> {
  const known = losses.get(input);
  if (known !== undefined) return known;
  const scene = lifeSceneOf(input);
  const trial = new LineTrial(scene);
  const found: LostLine[] = [];
  for (const hosts of alikeHosts(scene)) {
    const [{ site }] = hosts;
    if (site.primary === null && site.loopback === null) continue;
    for (const line of lifeLines) {
      const { verdict, lost } = trial.try(line, hosts[0]);
      if (verdict === 'dead') found.push({ line, hosts, lost });
      yield;
    }
  }
  losses.set(input, found);
  return found;
}
