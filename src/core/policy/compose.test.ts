import { expect, test } from 'vitest';
import { allTraffic, trafficOf, withoutProtocol } from '../net/traffic.ts';
import type { Answer, Station } from './compose.ts';
import { compose } from './compose.ts';
import { fullTrafficId, TrafficPool } from './traffic-pool.ts';
import type { Outcome } from './walk.ts';

const pool = new TrafficPool();
const tcp = pool.idOf(trafficOf(6));
const rest = pool.idOf(withoutProtocol(allTraffic, 6));
const names = new Map([
  [tcp, 'tcp'],
  [rest, 'rest'],
  [fullTrafficId, 'all'],
]);

function station(onTcp: Outcome, onRest: Outcome, gates: Partial<Station<Answer>> = {}): Station<Answer> {
  return {
    answers: [
      { traffic: tcp, outcome: onTcp },
      { traffic: rest, outcome: onRest },
    ],
    skippedBy: 0,
    opens: 0,
    ...gates,
  };
}

const run = (...stations: readonly Station<Answer>[]): readonly string[] =>
  compose(stations, pool).map(({ traffic, verdict }) => `${names.get(traffic)} ${verdict}`);

test('all must allow, the first deny ends it (R5.1)', () => {
  expect(run(station('allow', 'deny'), station('allow', 'allow'))).toEqual(['rest deny', 'tcp allow']);
  expect(run(station('undecided', 'continue'), station('deny', 'deny'))).toEqual(['tcp undecided', 'rest deny']);
});

test('accepted traffic skips the stations behind its gate, and only those (R5.10)', () => {
  const prednat = station('accepted', 'continue', { opens: 1 });
  expect(run(prednat, station('deny', 'deny', { skippedBy: 1 }))).toEqual(['rest deny', 'tcp allow']);
  expect(run(prednat, station('deny', 'allow', { skippedBy: 2 }))).toEqual(['tcp deny', 'rest allow']);
});

test('without stations everything passes, and nothing where nothing sets out', () => {
  expect(run()).toEqual(['all allow']);
  expect(compose([], pool, 0)).toEqual([]);
});
