import { expect, test } from 'vitest';
import { printReport } from './print-report.ts';
import { pairReport } from './verdict-report.ts';

test('pairs are listed with what passes', () => {
  const allowed = [
    { protocol: 'ICMP', types: '8/0,3' },
    { protocol: 'TCP', ports: '22,179' },
  ] as const;
  const report = pairReport([
    { source: 'prod/a', destination: 'host/b', verdict: 'partial', allowed },
    { source: 'host/b', destination: 'prod/a', verdict: 'deny', allowed: [] },
  ]);
  expect(printReport(report, 'csv')).toBe(
    'source,destination,verdict,allowed\r\nprod/a,host/b,partial,"ICMP 8/0,3; TCP 22,179"\r\nhost/b,prod/a,deny,\r\n',
  );
});
