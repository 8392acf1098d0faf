/**
 * The one evaluator, asked in three ways: all pairs at once, one pair with its trace, one packet with its trace. All three
 * walk the same checkpoints (`walk.ts`) over sets of traffic; they differ in how many points and how much traffic set out.
 */
export { evaluateAll, evaluateInSteps, type StepDone } from './evaluate-all.ts';
export { evaluatePair } from './evaluate-pair.ts';
export { evaluateFlow } from './evaluate-flow.ts';
