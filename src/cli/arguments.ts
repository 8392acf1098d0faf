import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../core/result.ts';

export const formats = ['table', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** What the user typed, checked for form; each command reads the options that it knows. */
export interface Arguments {
  readonly command: string;
  readonly files: readonly string[];
  readonly format: Format;
  /** `key=value` of every `--set`. */
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

const valued = [
  'from',
  'to',
  'port',
  'source-port',
  'to-address',
  'from-address',
  'ip-version',
  'flows',
  'out',
  'calico',
] as const;
const flags = ['bundle', 'namespaces', 'help'] as const;

/** @returns the arguments, or a sentence that says what is wrong with them */
export function parseArguments(argv: readonly string[]): Result<Arguments, string> {
  const parsed = tryParse(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [command = '', ...files] = positionals;
  const format = formats.find((candidate) => candidate === (values['format'] ?? 'table'));
  if (format === undefined) return err(`--format takes one of ${formats.join(', ')}.`);
  const settings = settingsOf(values['set']);
  if (settings === null) return err('--set takes key=value, for example --set calicoVersion=3.31.');
  return ok({
    command,
    files,
    format,
    settings,
    options: Object.fromEntries(valued.map((name) => [name, textOf(values[name])])),
    flags: new Set(flags.filter((name) => values[name] === true)),
  });
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

function tryParse(
  argv: readonly string[],
): Result<{ readonly values: Values; readonly positionals: readonly string[] }, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }])),
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
        format: { type: 'string' },
        set: { type: 'string', multiple: true },
      },
    });
    return ok({ values, positionals });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function settingsOf(value: Values[string]): Arguments['settings'] | null {
  const pairs = (Array.isArray(value) ? value : []).map((text) => {
    const [, key, setting] = /^([^=]+)=(.*)$/.exec(String(text)) ?? [];
    return key === undefined || setting === undefined ? null : ([key, setting] as const);
  });
  return pairs.some((pair) => pair === null) ? null : pairs.flatMap((pair) => (pair === null ? [] : [pair]));
}

function textOf(value: Values[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
