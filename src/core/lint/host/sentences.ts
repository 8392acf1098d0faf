import type { ResourceId } from '../../model/ids.ts';
import { listed } from '../policy/lint-words.ts';

/** Named as the user does: without kind, with its namespace. */
export function shortName(id: ResourceId): string {
  return id.slice(id.indexOf('/') + 1);
}

/** `Host endpoint a`, `host endpoints a and b`: as a sentence begins, or goes on. */
export function hostEndpointsInWords(names: readonly string[], place: 'first' | 'within'): string {
  const word = names.length === 1 ? 'ost endpoint' : 'ost endpoints';
  return `${place === 'first' ? 'H' : 'h'}${word} ${listed(names)}`;
}
