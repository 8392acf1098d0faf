import { describe, expect, test } from 'vitest';
import type { LintFinding } from '../core/lint/lint.ts';
import { Linting } from './linting.ts';

/** A clock that is turned by hand, a worker that is asked, and a model that is shown what it found. */
class Bench {
  waiting: (() => void) | null = null;
  readonly asked: ((findings: readonly LintFinding[]) => void)[] = [];
  shown: readonly LintFinding[] | null = null;
  readonly linting = new Linting(
    { showLints: (findings) => (this.shown = findings) },
    { lint: (done) => this.asked.push(done) },
    {
      after: (_delay, run) => {
        this.waiting = run;
        return () => (this.waiting = null);
      },
    },
  );

  rest(): void {
    this.waiting?.();
    this.waiting = null;
  }
}

const finding: LintFinding = {
  resource: null,
  finding: { severity: 'info', code: 'A', message: 'B.', path: [] },
};

describe('lints', () => {
  test('are asked for once the design rests', () => {
    const bench = new Bench();
    bench.linting.refresh();
    bench.linting.refresh();
    expect(bench.asked).toHaveLength(0);
    bench.rest();
    expect(bench.asked).toHaveLength(1);
  });

  test('stay until others are found', () => {
    const bench = new Bench();
    bench.linting.refresh();
    bench.rest();
    bench.asked[0]?.([finding]);
    bench.linting.refresh();
    bench.rest();
    expect(bench.shown).toEqual([finding]);
    bench.asked[1]?.([]);
    expect(bench.shown).toEqual([]);
  });
});
