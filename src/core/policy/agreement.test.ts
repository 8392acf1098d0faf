import { afterAll, describe, expect, test } from 'vitest';
import { identityOf } from '../manifest/identity.ts';
import type { Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { evaluateAll } from './evaluate.ts';
import { lower } from './lower.ts';
import type { Thoroughness } from './reference/agreement.ts';
import { disagreements } from './reference/agreement.ts';
import { Coverage } from './reference/coverage.ts';
import { generateDesign } from './reference/generate-design.ts';
import { Random } from './reference/random.ts';
import { summaryAt } from './verdict-index.ts';
import type { PairSummary } from './verdict-table.ts';

const [designs, batch] = [2000, 50];
/** `npm run fuzz` asks for all pairs of a design. */
const sparse: Thoroughness = { pairs: 8, packetsPerPart: 6, flows: 1 };
const coverage = new Coverage();

/** What has to have decided; the first word is the checkpoint. */
const steps = [
  'wep-egress rule allow',
  'wep-egress rule deny',
  'wep-egress tier-default deny',
  'wep-egress profile allow',
  'wep-egress encap-block deny',
  'wep-ingress rule allow',
  'wep-ingress rule deny',
  'wep-ingress tier-default deny',
  'wep-ingress profile allow',
  'hep-egress rule allow',
  'hep-egress rule deny',
  'hep-egress tier-default deny',
  'hep-egress failsafe allow',
  'hep-egress profile allow',
  'hep-egress profile deny',
  'hep-egress no-profile-match deny',
  'hep-ingress rule allow',
  'hep-ingress rule deny',
  'hep-ingress tier-default deny',
  'hep-ingress failsafe allow',
  'hep-ingress no-host-endpoint allow',
  'endpoint-to-host endpoint-to-host allow',
  'endpoint-to-host endpoint-to-host deny',
  'forward-ingress rule deny',
  'forward-egress rule allow',
  'prednat rule allow',
  'prednat rule deny',
  'loopback no-host-endpoint allow',
  'own-pod own-pod allow',
  'self self allow',
  'undecided',
] as const;
const fields = [
  '(none)',
  ...[
    'selector',
    'notSelector',
    'namespaceSelector',
    'serviceAccounts',
    'nets',
    'notNets',
    'ports',
    'notPorts',
  ].flatMap((criterion) => [`source.${criterion}`, `destination.${criterion}`]),
  ...[
    'destination.ports by name',
    'destination.notPorts by name',
    'protocol',
    'notProtocol',
    'icmp',
    'notICMP',
    'ipVersion',
  ],
  ...['from.podSelector', 'from.namespaceSelector', 'from.ipBlock', 'ports.port', 'ports.endPort', 'ports.protocol'],
  ...['to.podSelector', 'to.namespaceSelector', 'to.ipBlock', 'from.namespaces', 'from.pods', 'to.networks'],
  ...['protocols.tcp', 'protocols.udp', 'protocols.sctp'],
] as const;

/** Most designs are judged as the current version would; the others change the order of policies with equal orders. */
function versionOf(seed: number): CalicoVersion {
  return seed % 4 === 0 ? '3.31' : '3.32';
}

describe('the evaluator agrees with the naive reference', () => {
  const batches = Array.from({ length: designs / batch }, (_, index) => index * batch + 1);
  test.each(batches)(
    'on fifty designs from seed %i',
    (first) => {
      const seeds = Array.from({ length: batch }, (_, index) => first + index);
      const found = seeds.flatMap((seed) => {
        const version = versionOf(seed);
        const design = generateDesign(seed, { version });
        return disagreements(design, version, seed, sparse, coverage).map((disagreement) => ({
          seed,
          ...disagreement,
        }));
      });
      expect(found).toEqual([]);
    },
    60_000,
  );

  test.each(steps)('and often enough where the step is: %s', (step) => {
    expect(coverage.steps.get(step) ?? 0).toBeGreaterThan(25);
  });

  test.each(fields)('and where the deciding rule has: %s', (field) => {
    expect(coverage.fields.get(field) ?? 0).toBeGreaterThan(0);
  });

  afterAll(() => {
    process.stdout.write(`${coverage.table()}\n`);
  });
});

describe('the order of the manifests in a file means nothing', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => 5000 + index);
  test.each(seeds)('in the design of seed %i', (seed) => {
    const design = generateDesign(seed, { version: '3.32' });
    const shuffled = new Random(seed).shuffled(design);
    expect(new Map(summaries(shuffled))).toEqual(new Map(summaries(design)));
  });
});

/** `source -> destination` with what the table says of it. */
function summaries(design: readonly Manifest[]): readonly (readonly [string, PairSummary | undefined])[] {
  const table = evaluateAll(lower(design.map((manifest) => ({ id: resourceId(identityOf(manifest)), manifest }))));
  return table.endpoints.flatMap((source, row) =>
    table.endpoints.map(
      (destination, column) => [`${source.id} -> ${destination.id}`, summaryAt(table, row, column)] as const,
    ),
  );
}
