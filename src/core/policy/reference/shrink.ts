import type { Manifest } from '../../model/document.ts';
import { fieldsOf, without } from './decisive.ts';

/**
 * Takes away manifests, then fields, while what is wrong stays wrong, until none can be spared.
 *
 * @param isStillWrong must hold for `manifests`; where it throws, the smaller design counts as right
 */
export function shrink(
  manifests: readonly Manifest[],
  isStillWrong: (fewer: readonly Manifest[]) => boolean,
): readonly Manifest[] {
  const fewer = spareSome(manifests, isStillWrong, ({ length }) => length === 0);
  return spareSome(fewer, isStillWrong, ({ length }) => length > 0);
}

function spareSome(
  manifests: readonly Manifest[],
  isStillWrong: (fewer: readonly Manifest[]) => boolean,
  mayGo: (path: readonly string[]) => boolean,
): readonly Manifest[] {
  for (const place of manifests.flatMap(fieldsOf)) {
    if (!mayGo(place.path)) continue;
    const fewer = without(manifests, place);
    if (holds(isStillWrong, fewer)) return spareSome(fewer, isStillWrong, mayGo);
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
