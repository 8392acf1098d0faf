import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { root } from './paths.mjs';

/**
 * A deliberate fault: `find`, which the evaluator's sources hold exactly once, becomes `replace`.
 * @typedef {{ rule: string, fault: string, find: string, replace: string }} Fault
 */
/**
 * A fault in its place; `text` is the whole file with the fault in it.
 * @typedef {Fault & { number: number, file: string, text: string }} Mutant
 */

const folders = ['src/core/policy', 'src/core/selector', 'src/core/net'];
const notTheEvaluator = /\.test\.ts$|^src\/core\/policy\/(?:reference|testing)\//;

/** The evaluator's sources by path. @returns {ReadonlyMap<string, string>} */
export function evaluatorSources() {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
      .filter((path) => path.endsWith('.ts') && !notTheEvaluator.test(path)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/**
 * Finds the place of every fault. A text that has changed is said, never skipped: the table must be mended.
 * @param {readonly Fault[]} faults
 * @param {ReadonlyMap<string, string>} sources
 * @returns {{ mutants: readonly Mutant[], complaints: readonly string[] }}
 */
export function plant(faults, sources) {
  /** @type {Mutant[]} */
  const mutants = [];
  /** @type {string[]} */
  const complaints = [];
  for (const [index, fault] of faults.entries()) {
    const places = [...sources].flatMap(([file, text]) =>
      text
        .split(fault.find)
        .slice(1)
        .map(() => ({ file, text })),
    );
    const [place] = places;
    if (place !== undefined && places.length === 1) {
      // A function, because `$` in a replacement text would mean something.
      const text = place.text.replace(fault.find, () => fault.replace);
      mutants.push({ ...fault, number: index + 1, file: place.file, text });
    } else
      complaints.push(
        `${index + 1}. ${fault.fault}: its text is there ${places.length} times, not once: ${fault.find}`,
      );
  }
  return { mutants, complaints };
}

/**
 * What the compiler says of each mutant: a fault that does not compile would be caught by anything.
 * @param {readonly Mutant[]} mutants
 * @returns {readonly string[]}
 */
export function compilerComplaints(mutants) {
  const changed = { file: '', text: '', version: 0 };
  const service = ts.createLanguageService(languageHost(changed));
  return mutants.flatMap(({ file, text, number, fault }) => {
    Object.assign(changed, { file: join(root, file), text, version: changed.version + 1 });
    return [...service.getSyntacticDiagnostics(changed.file), ...service.getSemanticDiagnostics(changed.file)].map(
      ({ messageText }) =>
        `${number}. ${fault}: does not compile: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

/** @param {{ readonly file: string, readonly text: string, readonly version: number }} changed one file as it shall be seen @returns {ts.LanguageServiceHost} */
function languageHost(changed) {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'src/core/tsconfig.json'),
    // A fault may leave unused what it leaves out.
    { noUnusedLocals: false, noUnusedParameters: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error('src/core/tsconfig.json cannot be read');
  /** @param {string} path */
  const read = (path) => (path === changed.file ? changed.text : ts.sys.readFile(path));
  return {
    getScriptFileNames: () => config.fileNames,
    getScriptVersion: (path) => (path === changed.file ? `${changed.version}` : '0'),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => config.options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
}
