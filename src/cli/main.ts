import { parseArguments, type Arguments } from './arguments.ts';
import { runCheck, runExplain, runExport, runVerdicts, type Outcome } from './commands.ts';

const usage = `firewright <command> FILE... [options]      FILE is a file, a folder, or - for standard input

  verdicts FILE...                                   all pairs
  explain FILE... --from A --to B --port TCP/8080    one flow with its trace
          [--source-port N] [--to-address IP] [--from-address IP] [--ip-version 4|6]
  explain FILE... --flows FLOWS.json                 many flows
  check FILE...                                      validation
  export FILE... --out DIR [--calico 3.32] [--bundle] [--namespaces]

  --format table|json|csv|markdown     --set calicoVersion=3.31 (also dataplane, hostInputDefault)
`;

const commands: Readonly<Record<string, (args: Arguments) => Outcome>> = {
  verdicts: runVerdicts,
  explain: runExplain,
  check: runCheck,
  export: runExport,
};

function run(argv: readonly string[]): Outcome {
  const args = parseArguments(argv);
  if (!args.ok) return { status: 2, out: '', diagnostics: `${args.error}\n\n${usage}` };
  if (args.value.flags.has('help')) return { status: 0, out: usage, diagnostics: '' };
  const command = Object.hasOwn(commands, args.value.command) ? commands[args.value.command] : undefined;
  if (command === undefined) return { status: 2, out: '', diagnostics: `There is no such command.\n\n${usage}` };
  return command(args.value);
}

const { status, out, diagnostics } = run(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(diagnostics);
process.exitCode = status;
