import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { Settings } from '../../model/settings.ts';
import type { FlowQuery } from '../flow-query.ts';
import type { Ruleset } from '../ruleset.ts';
import { wordsOfStep } from '../trace-words.ts';
import { judgeFlow, rulesetOf } from './design-of.ts';

/** The verdict on a packet and what it rests on: `deny wep-ingress prod/db GlobalNetworkPolicy/db#0`. */
export function decisionOf(ruleset: Ruleset, flow: string, query: Partial<FlowQuery> = {}): string {
  const { verdict, decidedBy } = judgeFlow(ruleset, flow, query);
  const { checkpoint, endpoint, policy, rule } = wordsOfStep(decidedBy);
  return `${verdict} ${checkpoint} ${endpoint} ${typeof rule === 'number' ? `${policy}#${rule}` : rule}`;
}

/** One packet in one design; `decision` as `decisionOf` gives it. */
export interface PacketRow {
  readonly rule: string;
  readonly extra?: readonly Manifest[];
  readonly flow: string;
  readonly query?: Partial<FlowQuery>;
  readonly settings?: Partial<Settings>;
  readonly decision: string;
}

/** A test for each row, all in the same cluster. */
export function testPackets(cluster: readonly Manifest[], rows: readonly PacketRow[]): void {
  test.each(rows.map((row) => [row.rule, row] as const))(
    '%s',
    (_rule, { extra = [], flow, query, settings, decision }) => {
      expect(decisionOf(rulesetOf([...cluster, ...extra], settings), flow, query)).toBe(decision);
    },
  );
}
