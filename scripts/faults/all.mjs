import { faultsOfMatching } from './matching.mjs';
import { faultsOfOrder } from './order.mjs';
import { faultsOfPaths } from './paths.mjs';
import { faultsOfTables } from './tables.mjs';

/** Every deliberate fault that some test of the evaluator has to catch; rules are those of semantics.md. */
export const faults = [...faultsOfOrder, ...faultsOfMatching, ...faultsOfPaths, ...faultsOfTables];
