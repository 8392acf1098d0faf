import { describe, expect, test } from 'vitest';
import type { PortSet } from './port-set.ts';
import {
  allCodes,
  allPorts,
  intersectPorts,
  isEmptyPorts,
  noPorts,
  portRange,
  portsContain,
  printNumbers,
  printPorts,
  samePorts,
  subtractPorts,
  unionPorts,
} from './port-set.ts';

describe('algebra of ports', () => {
  const web = portRange(80, 80);
  const etcd = portRange(2379, 2380);
  const cases: readonly (readonly [what: string, result: PortSet, printed: string])[] = [
    ['ports of two rules', unionPorts(etcd, portRange(22, 22)), '22,2379-2380'],
    ['neighbours melt together', unionPorts(portRange(80, 80), portRange(81, 90)), '80-90'],
    ['a hole', subtractPorts(allPorts, web), '1-79,81-65535'],
    ['a filled hole is all ports again', unionPorts(subtractPorts(allPorts, web), web), '*'],
    ['what is in both', intersectPorts(portRange(1, 100), portRange(80, 2379)), '80-100'],
    ['codes cut to ports', intersectPorts(allCodes, allPorts), '*'],
    ['a range that ends before it starts', portRange(90, 80), ''],
    ['everything taken away', subtractPorts(web, allPorts), ''],
  ];
  test.each(cases)('%s', (_what, result, printed) => {
    expect([printPorts(result), isEmptyPorts(result)]).toEqual([printed, printed === '']);
  });

  test('an operand that equals the result is the result', () => {
    const results = [
      unionPorts(allPorts, web),
      unionPorts(web, allPorts),
      unionPorts(web, noPorts),
      intersectPorts(web, allPorts),
      intersectPorts(allPorts, web),
      subtractPorts(web, etcd),
      subtractPorts(web, web),
    ];
    const operands = [allPorts, allPorts, web, web, web, web, noPorts];
    expect(results.map((result, index) => result === operands[index])).toEqual(operands.map(() => true));
  });

  test('membership and equality', () => {
    expect([portsContain(etcd, 2380), portsContain(etcd, 2381), portsContain(noPorts, 80)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([samePorts(portRange(80, 80), web), samePorts(web, etcd), samePorts(web, noPorts)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test('numbers that are no ports have no word for all of them', () => {
  expect([printNumbers(allPorts), printNumbers([0, 0, 3, 5])]).toEqual(['1-65535', '0,3-5']);
});
