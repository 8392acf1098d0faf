import type { TraceStep } from './trace.ts';

/** The steps that some traffic met, last first; shared between all that met the same. */
export interface StepChain {
  readonly before: StepChain | null;
  readonly step: TraceStep;
}

/** Whether two lots of traffic met the very same steps. */
export function sameSteps(a: StepChain | null, b: StepChain | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.step === b.step && sameSteps(a.before, b.before);
}
