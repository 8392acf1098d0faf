import type { World } from './world.ts';

export function isBefore332({ version }: Pick<World, 'version'>): boolean {
  return version === '3.29' || version === '3.30' || version === '3.31';
}

/** R4.2: since 3.32 `name/namespace/kind`; before, the name with its tier in front, after the namespace if it has one. */
export function tieBreak(world: World, kind: string, namespace: string, name: string, oldName: string): string {
  if (!isBefore332(world)) return `${name}/${namespace}/${kind}`;
  return namespace === '' ? oldName : `${namespace}/${oldName}`;
}
