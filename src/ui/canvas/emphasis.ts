import type { Selected } from '../../app/selection.svelte.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { BoxSpec, CardSpec } from './element-spec.ts';

/** The boxes and cards with what is selected standing out; all others are the same objects as before. */
export function withEmphasis<Spec extends BoxSpec | CardSpec>(
  specs: readonly Spec[],
  selected: Selected,
): readonly Spec[] {
  if (selected.kind === 'nothing') return specs;
  return specs.map((spec) => (isSelected(spec, selected) ? { ...spec, emphasis: 'selected' } : spec));
}

function isSelected(spec: BoxSpec | CardSpec, selected: Selected): boolean {
  switch (selected.kind) {
    case 'nothing':
    case 'rule':
    case 'note':
      return false;
    case 'several':
      return selected.elements.includes(spec.id);
    case 'resource':
    case 'stack':
      return standsFor(spec, selected.id);
    case 'endpoint':
      return spec.kind === 'card' && spec.endpoint === selected.id;
    case 'pair':
      return spec.kind === 'card' && [selected.source, selected.destination].some((id) => hasEndpoint(spec, id));
  }
}

function standsFor({ target }: BoxSpec | CardSpec, id: ResourceId): boolean {
  if (target.kind === 'stack') return target.ids.includes(id);
  return target.kind === 'resource' && target.id === id;
}

function hasEndpoint({ endpoint, stack }: CardSpec, id: string): boolean {
  return endpoint === id || stack.some((member) => member.endpoint === id);
}
