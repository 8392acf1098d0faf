import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../core/result.ts';

export const formats = ['table', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof formats)[number];

export type CommandName = 'verdicts' | 'explain' | 'check' | 'export' | 'diff';

/** What the user typed, checked for form; each command reads the options that it takes. */
export interface Arguments {
  readonly command: CommandName;
  readonly files: readonly string[];
  readonly format: Format;
  /** `key=value` of every `--set`. */
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

export type Request = { readonly kind: 'help' } | { readonly kind: 'run'; readonly args: Arguments };

/** What each command takes besides `--format`, `--set` and `--help`. */
const taken: Readonly<Record<CommandName, readonly string[]>> = {
  verdicts: [],
  explain: ['from', 'to', 'port', 'source-port', 'to-address', 'from-address', 'ip-version', 'gateway', 'flows'],
  check: [],
  export: ['out', 'calico', 'bundle', 'namespaces', 'staged', 'against', 'confirm-lock-out'],
  diff: [],
};
const flags = ['bundle', 'namespaces', 'staged', 'confirm-lock-out'];
const ofAll = ['format', 'set', 'help'];

/** @returns what is asked for, or a sentence that says what is wrong */
export function parseArguments(argv: readonly string[]): Result<Request, string> {
  const parsed = tryParse(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [command = '', ...files] = positionals;
  if (values['help'] === true || command === 'help') return ok({ kind: 'help' });
  if (!isCommand(command)) return err(complaintAbout(command));
  const refused = Object.keys(values).find((name) => !ofAll.includes(name) && !taken[command].includes(name));
  if (refused !== undefined) return err(`The command ${command} takes no --${refused}.`);
  const format = formats.find((candidate) => candidate === (values['format'] ?? 'table'));
  if (format === undefined) return err(`--format takes one of ${formats.join(', ')}.`);
  const settings = settingsOf(values['set']);
  if (settings === null) return err('--set takes key=value, for example --set calicoVersion=3.31.');
  const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
  return ok({
    kind: 'run',
    args: {
      command,
      files,
      format,
      settings,
      options: Object.fromEntries(texts.map(([name, value]) => [name, String(value)])),
      flags: new Set(flags.filter((name) => values[name] === true)),
    },
  });
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function tryParse(
  argv: readonly string[],
): Result<{ readonly values: Values; readonly positionals: readonly string[] }, string> {
  const valued = Object.values(taken)
    .flat()
    .filter((name) => !flags.includes(name));
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(['format', ...valued].map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(['help', ...flags].map((name) => [name, { type: 'boolean' as const }])),
        set: { type: 'string', multiple: true },
      },
    });
    return ok({ values, positionals });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(taken, name);
}

function complaintAbout(command: string): string {
  if (command === '') return 'Name a command.';
  return `There is no command ${command}; there are ${Object.keys(taken).join(', ')}.`;
}

function settingsOf(value: Values[string]): Arguments['settings'] | null {
  const settings: (readonly [string, string])[] = [];
  for (const text of Array.isArray(value) ? value : []) {
    const [, key, setting] = /^([^=]+)=(.*)$/.exec(String(text)) ?? [];
    if (key === undefined || setting === undefined) return null;
    settings.push([key, setting]);
  }
  return settings;
}
