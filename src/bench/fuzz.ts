import { parseArgs } from 'node:util';
import type { Manifest } from '../core/model/document.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import { calicoVersions } from '../core/model/settings.ts';
import type { Disagreement, Thoroughness } from '../core/policy/reference/agreement.ts';
import { disagreements } from '../core/policy/reference/agreement.ts';
import { Coverage } from '../core/policy/reference/coverage.ts';
import { generateDesign } from '../core/policy/reference/generate-design.ts';
import { shrink } from '../core/policy/reference/shrink.ts';

const usage = `usage: npm run fuzz -- [--designs N] [--seed S] [--version ${calicoVersions.join('|')}] [--pairs N] [--packets N]`;
const progressEvery = 250;

interface Wishes {
  readonly designs: number;
  readonly firstSeed: number;
  readonly version: CalicoVersion;
  /** All pairs of every design, unless the arguments say how many. */
  readonly thoroughness: Thoroughness;
}

function readWishes(): Wishes | null {
  const { values } = parseArgs({
    options: {
      designs: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', default: '3.32' },
      pairs: { type: 'string', default: 'Infinity' },
      packets: { type: 'string', default: '40' },
    },
  });
  const version = calicoVersions.find((known) => known === values.version);
  const [designs, firstSeed, packetsPerPart] = [values.designs, values.seed, values.packets].map(Number);
  const pairs = Number(values.pairs);
  const areNumbers = [designs, firstSeed, packetsPerPart].every((number) => Number.isInteger(number)) && pairs > 0;
  if (version === undefined || !areNumbers) return null;
  const thoroughness = { pairs, packetsPerPart: packetsPerPart ?? 0, flows: 2 };
  return { designs: designs ?? 0, firstSeed: firstSeed ?? 0, version, thoroughness };
}

function report(seed: number, { version, thoroughness }: Wishes, first: Disagreement): void {
  const sameOne = (manifests: readonly Manifest[]): Disagreement | undefined =>
    disagreements(manifests, version, seed, thoroughness, new Coverage()).find(
      ({ source, destination }) => source === first.source && destination === first.destination,
    );
  const smallest = shrink(generateDesign(seed, { version }), (fewer) => sameOne(fewer) !== undefined);
  const again = sameOne(smallest) ?? first;
  console.log(`disagreement at seed ${seed}, version ${version}: ${again.source} -> ${again.destination}`);
  console.log(`  about      ${again.what}\n  reference  ${again.reference}\n  evaluator  ${again.evaluator}`);
  for (const manifest of smallest) console.log(JSON.stringify(manifest));
}

/** @returns the exit status: 0 if all designs agree, 1 at the first that does not, 2 for arguments that make no sense */
function main(): number {
  const wishes = readWishes();
  if (wishes === null) {
    console.error(usage);
    return 2;
  }
  const coverage = new Coverage();
  for (let done = 0; done < wishes.designs; done += 1) {
    const seed = wishes.firstSeed + done;
    const design = generateDesign(seed, { version: wishes.version });
    const [first] = disagreements(design, wishes.version, seed, wishes.thoroughness, coverage);
    if (first !== undefined) {
      report(seed, wishes, first);
      return 1;
    }
    if ((done + 1) % progressEvery === 0) console.error(`${done + 1} of ${wishes.designs} designs agree`);
  }
  console.log(`${coverage.table()}\n${wishes.designs} designs agree`);
  return 0;
}

process.exitCode = main();
