import type { Manifest } from '../../model/document.ts';

/**
 * Takes away manifests while what is wrong stays wrong, until none can be spared.
 *
 * @param isStillWrong must hold for `manifests`; where it throws, the smaller design counts as right
 */
export function shrink(
  manifests: readonly Manifest[],
  isStillWrong: (fewer: readonly Manifest[]) => boolean,
): readonly Manifest[] {
  for (const spared of manifests) {
    const fewer = manifests.filter((manifest) => manifest !== spared);
    if (holds(isStillWrong, fewer)) return shrink(fewer, isStillWrong);
  }
  return manifests;
}

function holds(isStillWrong: (fewer: readonly Manifest[]) => boolean, fewer: readonly Manifest[]): boolean {
  try {
    return isStillWrong(fewer);
  } catch {
    return false; // Not every part of a design is a design that the reference reads.
  }
}
