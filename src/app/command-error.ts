import type { CommandError } from '../core/edit/command.ts';
import { ruleNumber } from '../core/edit/rule-number.ts';
import { unreachable } from '../core/result.ts';

/** Why a command was not carried out, in the user's words. */
export function describeCommandError(error: CommandError): string {
  switch (error.reason) {
    case 'no-such-resource':
      return `${error.resource} is not in the design any more.`;
    case 'already-exists':
      return `${error.resource} exists already; choose another name.`;
    case 'no-such-rule':
      return `There is no rule ${ruleNumber(error.index)} in ${error.policy} any more.`;
    case 'no-such-flow':
      return 'This flow is not in the design any more.';
    case 'no-such-scene':
      return `The scene ${error.scene} is not in the design any more.`;
    case 'scene-exists':
      return `A scene ${error.scene} exists already.`;
    case 'wrong-shape':
      return `${error.resource}: ${error.path.join('.') || 'the object'} is not of the type that this edit needs; mend it in the YAML tab.`;
    case 'unidentified':
      return error.why;
    default:
      return unreachable(error);
  }
}
