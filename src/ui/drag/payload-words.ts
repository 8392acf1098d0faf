import type { DragPayload, NewThing } from '../../core/edit/drop-context.ts';
import type { ServicePreset } from '../../core/edit/presets.ts';
import { unreachable } from '../../core/result.ts';

export const thingWords: Readonly<Record<NewThing, string>> = {
  'cluster-node': 'Node',
  namespace: 'Namespace',
  pod: 'Pod',
  'host-endpoint': 'Host endpoint',
  'external-network': 'External network',
  'network-set': 'Network set',
  note: 'Note',
};

/** What is being dragged, in a few words: on the ghost, and as the name of its chip. */
export function payloadText(payload: DragPayload): string {
  switch (payload.kind) {
    case 'create':
      return `New ${thingWords[payload.what].toLowerCase()}`;
    case 'label':
      return payload.value === '' ? payload.key : `${payload.key}=${payload.value}`;
    case 'rule':
      return `${payload.action} ${payload.direction} ${payload.service?.name ?? 'any traffic'}`;
    case 'policy':
      return payload.policy.slice(payload.policy.indexOf('/') + 1);
    case 'tier':
      return `Tier ${payload.tier}`;
    case 'flow':
      return `Flow from ${payload.source}`;
    default:
      return unreachable(payload);
  }
}

/** `TCP 2379–2380 · UDP 53` */
export function servicePorts({ parts }: ServicePreset): string {
  return parts.map(({ protocol, ports }) => `${protocol} ${ports.join(', ').replaceAll(':', '–')}`.trim()).join(' · ');
}
