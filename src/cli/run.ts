import { parseArguments, type Arguments, type CommandName } from './arguments.ts';
import { failure, type Outcome } from './outcome.ts';
import { readInputs, type Inputs, type ReadStdin } from './read-inputs.ts';
import { runCheck } from './run-check.ts';
import { runDiff } from './run-diff.ts';
import { runExplain } from './run-explain.ts';
import { runExport } from './run-export.ts';
import { runVerdicts } from './run-verdicts.ts';

export const usage = `firewright <command> FILE... [options]      FILE is a file, a folder, or - for standard input

  verdicts FILE...                                   all pairs
  explain FILE... --from A --to B --port TCP/8080    one flow with its trace
          [--source-port N] [--to-address IP] [--from-address IP] [--ip-version 4|6] [--gateway NODE]
  explain FILE... --flows FLOWS.json                 many flows
  check FILE...                                      validation, lints, lock-outs, expectations
  export FILE... --out DIR [--calico 3.32] [--bundle] [--namespaces] [--staged] [--against DUMP] [--confirm-lock-out]
                                                     manifests; with --against what a cluster lacks of them
  diff OLD NEW                                       connections added, removed, changed; OLD and NEW a file or folder each

  --format table|json|csv|markdown     --set calicoVersion=3.31 (also dataplane, hostInputDefault, modelEncapsulation)
`;

/** `diff` reads two designs. */
const commands: Readonly<Record<Exclude<CommandName, 'diff'>, (args: Arguments, inputs: Inputs) => Outcome>> = {
  verdicts: runVerdicts,
  explain: runExplain,
  check: runCheck,
  export: runExport,
};

/** One call of the program. Writes nothing but what `export` is asked to write. */
export function run(argv: readonly string[], readStdin: ReadStdin): Outcome {
  const request = parseArguments(argv);
  if (!request.ok) return failure(`${request.error}\n\n${usage.trimEnd()}`);
  if (request.value.kind === 'help') return { status: 0, out: usage, diagnostics: '' };
  const { args } = request.value;
  const { command } = args;
  if (command === 'diff') return runDiff(args, readStdin);
  const inputs = readInputs(args, readStdin);
  return inputs.ok ? commands[command](args, inputs.value) : failure(inputs.error);
}
