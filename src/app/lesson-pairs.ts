import { planExpectNow } from '../core/expect/expect-now.ts';
import { isOnePacket } from '../core/manifest/design-lesson.ts';
import type { LessonPair } from '../core/model/lesson.ts';
import { trafficOfAllowed } from '../core/net/allowed-traffic.ts';
import { parseAddress } from '../core/net/cidr.ts';
import { describeTraffic } from '../core/net/describe-traffic.ts';
import { parseFlowPort, trafficOfFlow } from '../core/net/flow-traffic.ts';
import { parseProtocol } from '../core/net/protocol.ts';
import { intersectTraffic } from '../core/net/traffic.ts';
import { err, ok, unreachable, type Result } from '../core/result.ts';
import type { App } from './app.ts';
import type { Pair } from './selection.svelte.ts';

/** What a trainer typed beside a selected pair; empty: all of it. */
export interface TypedTraffic {
  readonly protocol: string;
  readonly port: string;
  readonly address: string;
}

/** The pair with what was typed; nothing is expected of it yet. */
export function chosenPair({ source, destination }: Pair, typed: TypedTraffic): Result<LessonPair, string> {
  const [name, address] = [typed.protocol.trim(), typed.address.trim()];
  const protocol = name === '' ? null : parseProtocol(/^\d+$/.test(name) ? Number(name) : name);
  if (name !== '' && protocol === null) return err(`“${name}” is no protocol: a name such as TCP, or 1–255.`);
  const port = parseFlowPort(protocol, typed.port);
  if (!port.ok) return port;
  if (address !== '' && !parseAddress(address).ok) return err(`“${address}” is no IP address.`);
  const flow = { source, destination, protocol, port: port.value, expect: null, note: '' };
  if (address !== '' && !isOnePacket(flow)) return err('To dial an address, say a protocol and one port.');
  return ok({ ...flow, toAddress: address === '' ? null : address });
}

/** What is judged of the pair now, as pairs that expect it: several where some ports pass and others don't. */
export async function pairsNow(app: App, pair: LessonPair): Promise<readonly LessonPair[]> {
  const { verdict } = await app.lessons.judge(pair);
  switch (verdict) {
    case 'allow':
    case 'deny':
      return [{ ...pair, expect: verdict }];
    case 'partial':
      return passingNow(app, pair);
    case 'undecided':
      return [];
    default:
      return unreachable(verdict);
  }
}

/** Each port, type or protocol that passes between the two, as far as a flow can say it. */
function passingNow({ results }: App, pair: LessonPair): readonly LessonPair[] {
  const { source, destination, protocol, port } = pair;
  const summary = results.index?.summary(source, destination) ?? null;
  if (summary === null) return [];
  const of = { protocol, port };
  const allowed = describeTraffic(intersectTraffic(trafficOfAllowed(summary.allowed), trafficOfFlow(of)));
  const planned = planExpectNow([{ source, destination, verdict: 'partial', allowed, of }], []);
  return planned.ok ? planned.value.changes.map(({ flow }) => ({ ...flow, toAddress: null })) : [];
}
