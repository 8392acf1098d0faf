import type { ServiceTranslation } from '../../core/policy/flow-query.ts';
import { printPacketEnd } from '../../core/walk/packet-words.ts';

/** `Service prod/web: 10.0.0.2:30080 is translated to 10.65.1.2:8080.` */
export function translationText({ service, dialled, answering }: ServiceTranslation): string {
  return `Service ${service}: ${printPacketEnd(dialled)} is translated to ${printPacketEnd(answering)}.`;
}

/** What each checkpoint takes the destination for, before and after the translation. */
export function seenTexts({ dialled, answering, seen }: ServiceTranslation): readonly string[] {
  return seen.map((which) =>
    which === 'dialled'
      ? `sees ${printPacketEnd(dialled)}, before translation`
      : `sees ${printPacketEnd(answering)}, after translation`,
  );
}
