import type { AllowedTraffic } from '../../core/net/describe-traffic.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { verdictWords } from '../controls/verdict-words.ts';

/** Longer captions run into other arrows. */
const captionLength = 26;

/** `TCP 22, 179 · UDP 53`; where that gets too long, as many entries as fit and how many are left: `TCP 22, 179 +5`. */
export function allowedCaption(allowed: readonly AllowedTraffic[]): string {
  const entries = allowed.flatMap((traffic, index) => {
    const [first = '', ...others] = trafficText(traffic).split(', ');
    return [`${index === 0 ? '' : ' · '}${first}`, ...others.map((other) => `, ${other}`)];
  });
  let shown = entries.length;
  while (shown > 1 && entries.slice(0, shown).join('').length > captionLength) shown -= 1;
  const left = entries.length - shown;
  return `${entries.slice(0, shown).join('')}${left === 0 ? '' : ` +${left}`}`;
}

function trafficText(traffic: AllowedTraffic): string {
  if (traffic.protocol === 'other') return 'other protocols';
  const which = 'types' in traffic ? traffic.types : traffic.ports;
  return which === '*' ? traffic.protocol : `${traffic.protocol} ${which.replaceAll(',', ', ')}`;
}

/** One sentence for the screen reader: the whole, and what each half says. */
export function spokenVerdict(source: string, destination: string, summary: PairSummary): string {
  const ports = summary.verdict === 'partial' ? `, ${summary.allowed.map(trafficText).join('; ')}` : '';
  const halves = `egress ${wordOf(summary.egress)}, ingress ${wordOf(summary.ingress)}`;
  const door = summary.door ? '; a failsafe port or the node’s own pod is open whatever the policies say' : '';
  return `${source} to ${destination}: ${wordOf(summary.verdict)}${ports} (${halves})${door}`;
}

function wordOf(verdict: Verdict): string {
  return verdictWords[verdict].toLowerCase();
}
