import type { ServicePort } from '../model/entities.ts';
import type { EndpointAnswer, FlowQuery } from './flow-query.ts';
import type { Ruleset } from './ruleset.ts';
import { targetAt } from './service-target.ts';
import type { KnownService } from './services.ts';
import type { FlowVerdict } from './trace.ts';

/** More would take longer than anyone waits for an answer. */
const askedEndpoints = 100;

/**
 * Asks for each endpoint of the dialled service what the client gets from it: which one it is sent to is not its choice
 * (R5.32).
 *
 * @param query with the service in `via`
 * @param judge null: the service sends nothing of this client there
 */
export function answersOfService(
  ruleset: Ruleset,
  query: FlowQuery,
  judge: (query: FlowQuery) => FlowVerdict | null,
): readonly EndpointAnswer[] {
  const known =
    query.via === null || query.via.type === 'Gateway' ? undefined : ruleset.services.get(query.via.service);
  const asked = known === undefined ? null : dialledPort(known, query);
  if (known === undefined || asked === null) return [];
  const answers: EndpointAnswer[] = [];
  // A cluster node may have several rows: it is asked once.
  const seen = new Set<unknown>();
  for (const party of ruleset.parties) {
    if (answers.length === askedEndpoints) break;
    const port = targetAt(known.endpoints, asked, party);
    const identity = party.kind === 'host' ? party.site : party;
    if (port === null || seen.has(identity)) continue;
    seen.add(identity);
    const verdict = judge({ ...query, to: party.row.id, toAddress: null, port });
    if (verdict !== null) answers.push({ endpoint: party.row.id, verdict });
  }
  return answers;
}

function dialledPort({ service }: KnownService, { protocol, via }: FlowQuery): ServicePort | null {
  if (service === null || via === null || via.type === 'Gateway') return null;
  const isDialled = (port: ServicePort): boolean =>
    port.protocol === protocol && (via.type === 'NodePort' ? port.nodePort : port.port) === via.port;
  return service.ports.find(isDialled) ?? null;
}

/** More names would hide what is said of them. */
const namedEndpoints = 3;

/** All, none or some (R5.32); null where there is no choice. */
export function sentenceOfAnswers(service: string, answers: readonly EndpointAnswer[]): string | null {
  if (answers.length < 2) return null;
  const reached = answers.filter(({ verdict }) => verdict === 'allow');
  const others = answers.filter(({ verdict }) => verdict !== 'allow').map(({ endpoint }) => endpoint);
  const start = `This client may be sent to ${answers.length} endpoints of service ${service}`;
  if (others.length === 0) return `${start} and reaches all of them.`;
  if (reached.length === 0) return `${start} and reaches none of them.`;
  const more = others.length - namedEndpoints;
  const names = others.slice(0, namedEndpoints).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${start} and reaches ${reached.length} of them, not ${names}.`;
}
