import { expect, test } from 'vitest';
import { printReport, type ReportFormat } from './print-report.ts';

const report = {
  columns: ['name', 'value'],
  rows: [
    ['plain', 'x'],
    ['a,"b"', '=1+1'],
    ['pipe|cell', 'two\nlines\u001b[2J'],
    ['', ''],
  ],
};

const printed: readonly (readonly [format: ReportFormat, text: string])[] = [
  // RFC 4180, with the formula made a text.
  ['csv', 'name,value\r\nplain,x\r\n"a,""b""",\'=1+1\r\npipe|cell,"two\nlines\u001b[2J"\r\n,\r\n'],
  [
    'markdown',
    '| name | value |\n| --- | --- |\n| plain | x |\n| a,"b" | =1+1 |\n| pipe\\|cell | two lines [2J |\n|  |  |\n',
  ],
  ['table', 'NAME       VALUE\nplain      x\na,"b"      =1+1\npipe|cell  two lines [2J\n\n'],
];
test.each(printed)('%s', (format, text) => {
  expect(printReport(report, format)).toBe(text);
});

test('a table of very many rows is printed', () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => [`${row}`, 'x']);
  expect(printReport({ columns: ['n', 'v'], rows }, 'table').length).toBeGreaterThan(1_000_000);
});
