import { printAddress } from '../../core/net/cidr.ts';
import type { PacketEnd, ServiceTranslation } from '../../core/policy/flow-query.ts';

/** `Service prod/web: 10.0.0.2:30080 is translated to 10.65.1.2:8080.` */
export function translationText({ service, dialled, answering }: ServiceTranslation): string {
  return `Service ${service}: ${endText(dialled)} is translated to ${endText(answering)}.`;
}

/** What each checkpoint takes the destination for, before and after the translation. */
export function seenTexts({ dialled, answering, seen }: ServiceTranslation): readonly string[] {
  return seen.map((which) =>
    which === 'dialled'
      ? `sees ${endText(dialled)}, before translation`
      : `sees ${endText(answering)}, after translation`,
  );
}

function endText({ address, port }: PacketEnd): string {
  const host = address === null ? 'an address that the design does not say' : printAddress(address);
  if (port === null) return host;
  if (address === null) return `${host}, port ${port}`;
  return address.family === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}
