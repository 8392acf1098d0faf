import type { ClusterDocument } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import type { Command } from '../edit/command.ts';

/** A way out of a problem, as one ordinary undoable step. */
export interface Fix {
  /** What a button says: `Add the profile projectcalico-default-allow`. */
  readonly label: string;
  readonly command: Command;
}

/** @returns null where the problem, as it stands in this design, has no fix that is surely right */
export type FixMaker = (problem: Problem, document: ClusterDocument) => Fix | null;
