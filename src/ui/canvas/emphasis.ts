import type { Selected } from '../../app/selection.svelte.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import { endpointsOf, type BoxSpec, type CardSpec } from './element-spec.ts';

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
      return false;
    case 'note':
      return spec.target.kind === 'note' && spec.target.name === selected.name;
    case 'several':
      return selected.elements.includes(spec.id);
    case 'resource':
    case 'stack':
      return standsFor(spec, selected.id);
    case 'endpoint':
      return spec.kind === 'card' && hasEndpoint(spec, selected.id);
    case 'pair':
      return spec.kind === 'card' && [selected.source, selected.destination].some((id) => hasEndpoint(spec, id));
  }
}

/** A collapsed box stands for what it holds as well. */
export function standsFor(spec: BoxSpec | CardSpec, id: ResourceId): boolean {
  const { target } = spec;
  if (spec.kind === 'card' && spec.collapsed?.cards.some((card) => standsFor(card, id)) === true) return true;
  if (target.kind === 'stack') return target.ids.includes(id);
  return target.kind === 'resource' && target.id === id;
}

function hasEndpoint(card: CardSpec, id: EndpointId): boolean {
  return card.endpoint === id || endpointsOf(card).includes(id);
}
