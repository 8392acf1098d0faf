import { judgeFlows, type Expectation, type JudgedFlow } from '../core/expect/expectation.ts';
import { findingSentence } from '../core/expect/flow-finding.ts';
import { designOf, designSpecOf } from '../core/edit/plan-design.ts';
import { problemOf } from '../core/manifest/positions.ts';
import { isJsonArray, valueAt } from '../core/model/json.ts';
import { flowTraffic } from '../core/net/flow-traffic.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { Verdict } from '../core/policy/trace.ts';
import type { Inputs } from './read-inputs.ts';

/** A drawn flow of which something is expected. */
export type CheckedFlow = JudgedFlow & { readonly state: Expectation };

/** All that is expected of the design's drawn flows, each judged exactly. */
export function checkedFlows({ document }: Inputs, ruleset: Ruleset): readonly CheckedFlow[] {
  return judgeFlows(ruleset, designSpecOf(document).flows).filter(
    (judged): judged is CheckedFlow => judged.state !== null,
  );
}

const severities: Readonly<Record<Expectation, string>> = { met: 'ok', missed: 'error', unknown: 'warning' };
const verdictWords: Readonly<Record<Verdict, string>> = {
  allow: 'it is allowed',
  deny: 'it is denied',
  partial: 'only some of it is allowed',
  undecided: 'it can’t be evaluated',
};

/** As lines of the table that problems are printed in. */
export function expectationRows(inputs: Inputs, flows: readonly CheckedFlow[]): readonly (readonly string[])[] {
  return flows.map((judged) => {
    const { source, destination, expect } = judged.flow;
    const found = `${judged.state === 'met' ? 'and' : 'but'} ${verdictWords[judged.finding.verdict]}.`;
    const expected = `${flowTraffic(judged.flow)} is expected to be ${expect === 'allow' ? 'allowed' : 'denied'}`;
    return [
      severities[judged.state],
      `EXPECTATION-${judged.state.toUpperCase()}`,
      `${source} → ${destination}`,
      placeOf(inputs, judged),
      [`${capital(expected)}, ${found}`, findingSentence(judged.finding)].join(' ').trim(),
    ];
  });
}

/** Where it stands in the user's file; '' where the design has none. */
function placeOf({ document }: Inputs, { index }: CheckedFlow): string {
  const design = designOf(document);
  if (design === null) return '';
  const written = valueAt(design.manifest, ['spec', 'flows']);
  // Flows that can't be read are in the file, but not among the drawn ones.
  const isCounted = isJsonArray(written) && written.length === designSpecOf(document).flows.length;
  const path = ['spec', 'flows', ...(isCounted ? [index] : [])];
  const { place } = problemOf(document, design.id, { severity: 'info', code: '', path, message: '' });
  return place === null ? '' : `${place.file}:${place.line}:${place.column}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
