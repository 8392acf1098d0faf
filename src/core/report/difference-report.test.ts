import { expect, test } from 'vitest';
import { describeTraffic } from '../net/describe-traffic.ts';
import { allTraffic } from '../net/traffic.ts';
import { differenceReport, passageWords, trafficWords, type ReportedPassage } from './difference-report.ts';
import { printReport } from './print-report.ts';

const ssh = [{ protocol: 'TCP', ports: '22' }] as const;

test('what differs is listed: connections, endpoints, objects', () => {
  const report = differenceReport(
    [
      {
        event: 'added',
        effect: 'widened',
        source: 'n/a',
        destination: 'host/b',
        before: { verdict: 'deny', allowed: [] },
        after: { verdict: 'partial', allowed: ssh },
        gained: ssh,
        lost: [],
        unclear: [],
      },
    ],
    { added: ['n/new'], removed: ['n/old'], renamed: [{ before: 'host/n1', after: 'host/eth0' }] },
    { added: ['Tier/t'], removed: [], changed: [{ resource: 'Tier/u', fields: ['spec.order', 'spec.a[0]'] }] },
  );
  expect(printReport(report, 'csv').trimEnd().split('\r\n')).toEqual([
    'what,change,effect,source,destination,before,after,gained,lost,unclear',
    'connection,added,widened,n/a,host/b,nothing,TCP 22,TCP 22,,',
    'endpoint,added,,n/new,,,,,,',
    'endpoint,removed,,n/old,,,,,,',
    'endpoint,renamed,,host/eth0,,host/n1,,,,',
    'object,added,,Tier/t,,,,,,',
    'object,changed,,Tier/u,,spec.order spec.a[0],,,,',
  ]);
});

const passages: readonly (readonly [passage: ReportedPassage | null, words: string])[] = [
  [null, ''],
  [{ verdict: 'allow', allowed: ssh }, 'everything'],
  [{ verdict: 'deny', allowed: [] }, 'nothing'],
  [{ verdict: 'partial', allowed: ssh }, 'TCP 22'],
  [{ verdict: 'partial', allowed: [] }, 'some for some addresses'],
  [{ verdict: 'undecided', allowed: [] }, 'can’t be evaluated'],
  [{ verdict: 'undecided', allowed: ssh }, 'TCP 22; the rest can’t be evaluated'],
];
test.each(passages)('%o in words', (passage, words) => {
  expect(passageWords(passage)).toBe(words);
});

test('all traffic is everything, all of one protocol is not', () => {
  const all = describeTraffic(allTraffic);
  expect([all, all.slice(1), [], ssh].map(trafficWords)).toEqual([
    'everything',
    'ICMPv6 *; SCTP *; TCP *; UDP *; other *',
    '',
    'TCP 22',
  ]);
});
