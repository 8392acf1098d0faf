import { parseArgs } from 'node:util';
import type { Manifest } from '../core/model/document.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import { calicoVersions } from '../core/model/settings.ts';
import type { Disagreement, Examination, Thoroughness } from '../core/policy/reference/agreement.ts';
import { disagreements } from '../core/policy/reference/agreement.ts';
import { Coverage } from '../core/policy/reference/coverage.ts';
import { examinationOf, examinedDesign } from '../core/policy/reference/generate-design.ts';
import { shrink } from '../core/policy/reference/shrink.ts';
import { fuzzFiles, workIfThread, type FileFuzz } from './fuzz-files.ts';
import { type MessageFuzz, runMessageFuzz } from './fuzz-messages.ts';

const usage = `usage: npm run fuzz -- [--designs N] [--seed S] [--version ${calicoVersions.join('|')}|all] [--pairs N] [--packets N] [--mismatches N]
       npm run fuzz -- --files N [--seed S] [--jobs N]
       npm run fuzz -- --messages N [--seed S]`;
const progressEvery = 500;

interface Wishes {
  /** Null: designs are examined, by the naive evaluator; else files are opened. */
  readonly ofFiles: FileFuzz | null;
  /** Null: no messages are sent to the main process. */
  readonly ofMessages: MessageFuzz | null;
  readonly designs: number;
  readonly firstSeed: number;
  readonly versions: readonly CalicoVersion[];
  readonly thoroughness: Thoroughness;
  /** After so many designs that do not agree the run ends. */
  readonly mostMismatches: number;
}

function readWishes(): Wishes | null {
  const { values } = parseArgs({
    options: {
      designs: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', default: '3.32' },
      pairs: { type: 'string', default: '8' },
      packets: { type: 'string', default: '6' },
      mismatches: { type: 'string', default: '5' },
      files: { type: 'string' },
      messages: { type: 'string' },
      jobs: { type: 'string', default: '2' },
    },
  });
  const versions = calicoVersions.filter((known) => known === values.version || values.version === 'all');
  const { designs, seed, pairs, packets, mismatches, files, jobs, messages } = values;
  const numbers = [designs, seed, pairs, packets, mismatches, files ?? '1', jobs, messages ?? '1'].map(Number);
  if (versions.length === 0 || !numbers.every((number) => Number.isInteger(number) && number > 0)) return null;
  const [
    designCount = 0,
    firstSeed = 0,
    pairCount = 0,
    packetsPerPart = 0,
    mostMismatches = 0,
    fileCount = 0,
    jobCount = 0,
    messageCount = 0,
  ] = numbers;
  const thoroughness = { pairs: pairCount, partsPerPair: 3, packetsPerPart, specialFlows: 2, fieldsTakenAway: 1 };
  const ofFiles = files === undefined ? null : { files: fileCount, firstSeed, jobs: jobCount };
  const ofMessages = messages === undefined ? null : { messages: messageCount, firstSeed };
  return { ofFiles, ofMessages, designs: designCount, firstSeed, versions, thoroughness, mostMismatches };
}

/** Everything that there is to ask about one pair. */
const everything: Thoroughness = {
  pairs: Infinity,
  partsPerPair: Infinity,
  packetsPerPart: Infinity,
  specialFlows: Infinity,
  fieldsTakenAway: 0,
};

function report(examination: Examination, first: Disagreement): void {
  const { seed, version, staged } = examination;
  const focused = { ...examination, thoroughness: everything, only: first };
  const verdictOf = ({ reference }: Disagreement): string => reference.split(':', 1)[0] ?? '';
  // Without some of its fields a design may be wrong in another way.
  const sameOne = (manifests: readonly Manifest[]): Disagreement | undefined =>
    disagreements(manifests, focused, new Coverage()).find(
      (other) => other.evaluator === first.evaluator && verdictOf(other) === verdictOf(first),
    );
  const design = examinedDesign(seed, version);
  const smallest = sameOne(design) === undefined ? design : shrink(design, (fewer) => sameOne(fewer) !== undefined);
  const again = sameOne(smallest) ?? first;
  console.log(
    `disagreement at seed ${seed}, version ${version}, staged ${staged}: ${again.source} -> ${again.destination}`,
  );
  console.log(`  about      ${again.what}\n  reference  ${again.reference}\n  evaluator  ${again.evaluator}`);
  for (const manifest of smallest) console.log(`  ${JSON.stringify(manifest)}`);
}

/** @returns how many designs do not agree */
function examineAll(wishes: Wishes, version: CalicoVersion, coverage: Coverage): number {
  let mismatches = 0;
  for (let done = 0; done < wishes.designs; done += 1) {
    const examination = examinationOf(wishes.firstSeed + done, version, wishes.thoroughness);
    const [first] = disagreements(examinedDesign(examination.seed, version), examination, coverage);
    if (first !== undefined) {
      report(examination, first);
      mismatches += 1;
      if (mismatches >= wishes.mostMismatches) break;
    }
    if ((done + 1) % progressEvery === 0) {
      console.error(`${version}: ${done + 1} of ${wishes.designs} designs, ${coverage.packets} answers compared`);
    }
  }
  return mismatches;
}

/** @returns the exit status: 0 if all designs agree, 1 if some do not, 2 for arguments that make no sense */
async function main(): Promise<number> {
  const wishes = readWishes();
  if (wishes === null) {
    console.error(usage);
    return 2;
  }
  if (wishes.ofFiles !== null) return fuzzFiles(wishes.ofFiles);
  if (wishes.ofMessages !== null) return runMessageFuzz(wishes.ofMessages);
  const coverage = new Coverage();
  let mismatches = 0;
  for (const version of wishes.versions) mismatches += examineAll(wishes, version, coverage);
  console.log(coverage.table());
  console.log(`${wishes.designs} designs for each of ${wishes.versions.join(', ')}: ${mismatches} do not agree`);
  return mismatches === 0 ? 0 : 1;
}

if (!workIfThread()) process.exitCode = await main();
