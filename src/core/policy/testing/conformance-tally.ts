import type { AllowedTraffic } from '../../net/describe-traffic.ts';
import { protocolNumbers } from '../../net/protocol.ts';
import { rangesOf } from '../../net/ranges.ts';
import type { Traffic } from '../../net/traffic.ts';
import { noTraffic, trafficOf, unionTraffic } from '../../net/traffic.ts';
import type { FlowVerdict } from '../trace.ts';

/** What a suite of foreign cases found: how many verdicts agree, which wait and why, which differ. */
export class ConformanceTally {
  #agreed = 0;
  readonly #waiting = new Map<string, number>();
  readonly #differences: string[] = [];

  get agreed(): number {
    return this.#agreed;
  }

  /** Sentences, in the order in which they were found. */
  get differences(): readonly string[] {
    return this.#differences;
  }

  /** By reason. */
  get waiting(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#waiting);
  }

  wait(reason: string, count = 1): void {
    this.#waiting.set(reason, (this.#waiting.get(reason) ?? 0) + count);
  }

  /** @param reason why the verdict is undecided; a verdict that is not given is never agreement */
  compare(what: string, expected: 'allow' | 'deny', verdict: FlowVerdict, reason: string): void {
    if (verdict === 'undecided') this.wait(reason);
    else this.check(what, verdict === expected, `expected ${expected}, got ${verdict}`);
  }

  check(what: string, agrees: boolean, difference: string): void {
    if (agrees) this.#agreed += 1;
    else this.#differences.push(`${what}: ${difference}`);
  }

  report(suite: string): string {
    const waiting = [...this.#waiting].map(([reason, count]) => `${count} wait (${reason})`);
    const counts = [`${this.#agreed} agree`, ...waiting, `${this.#differences.length} differ`].join(', ');
    return [`${suite}: ${counts}`, ...this.#differences.map((line) => `  ${line}`), ''].join('\n');
  }
}

/** Reads what a verdict table says of TCP, UDP and SCTP back into a set. */
export function portsAllowed(allowed: readonly AllowedTraffic[]): Traffic {
  return allowed.map(portsOf).reduce(unionTraffic, noTraffic);
}

function portsOf(entry: AllowedTraffic): Traffic {
  if (!('ports' in entry) || entry.protocol === 'other') return noTraffic;
  const protocol = protocolNumbers[entry.protocol];
  if (entry.ports === '*') return trafficOf(protocol);
  const pairs = entry.ports.split(',').map((range): readonly [number, number] => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return [first, last];
  });
  return trafficOf(
    protocol,
    rangesOf(pairs, (port) => port + 1),
  );
}
