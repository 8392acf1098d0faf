import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './test-bench.ts';

const lesson = 'assets/samples/firewall-the-nodes.firewright.yaml';
const protect = 'assets/samples/protect-kubernetes-nodes.firewright.yaml';
const folder = mkdtempSync(join(tmpdir(), 'firewright-refused-'));

beforeAll(() => {
  mkdirSync(join(folder, 'empty'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: x\n',
    'latin.yaml': Uint8Array.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
    'empty.yaml': '',
    'flows.json': JSON.stringify([{ from: 'prod/backend', to: 'host/node-worker', protocol: 'TCP', port: 8080 }]),
    'no.json': '[{',
    'latin.json': Uint8Array.from([0x22, 0xe9, 0x22]),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('is refused with status 2 and a sentence', () => {
  const endpoints = '--from prod/backend --to host/node-worker';
  const refused: readonly (readonly [line: string, sentence: string])[] = [
    ['', 'Name a command.'],
    ['frobnicate a.yaml', 'There is no command frobnicate; there are verdicts, explain, check, export, diff.'],
    ['constructor a.yaml', 'There is no command constructor'],
    [`verdicts ${lesson} --colour`, "Unknown option '--colour'"],
    [`verdicts ${lesson} --bundle`, 'The command verdicts takes no --bundle.'],
    [`check ${lesson} --from prod/backend`, 'The command check takes no --from.'],
    [`check ${lesson} --staged`, 'The command check takes no --staged.'],
    [`verdicts ${lesson} --format yaml`, '--format takes one of table, json, csv, markdown.'],
    [`verdicts ${lesson} --set calicoVersion`, '--set takes key=value'],
    [`verdicts ${lesson} --set colour=red`, 'There is no setting colour; there are calicoVersion'],
    [`verdicts ${lesson} --set calicoVersion=2.6`, 'calicoVersion takes one of 3.29, 3.30, 3.31, 3.32, 3.33, not 2.6.'],
    ['verdicts', 'Name at least one file or folder, or - for standard input.'],
    [`verdicts ${folder}/missing.yaml`, `${folder}/missing.yaml: there is no such file or folder.`],
    [`verdicts ${lesson} ${folder}/missing.yaml`, `${folder}/missing.yaml: there is no such file or folder.`],
    [`verdicts ${folder}/empty`, `${folder}/empty: the folder holds no YAML or JSON file.`],
    [`verdicts ${folder}/empty.yaml`, `Nothing could be read.\nerror FILE-EMPTY: ${folder}/empty.yaml:1:1: `],
    [`verdicts ${folder}/latin.yaml`, `Nothing could be read.\nerror FILE-NOT-UTF8: ${folder}/latin.yaml:1:1: `],
    [`check ${folder}/broken.yaml`, `Nothing could be read.\nerror YAML-SYNTAX: ${folder}/broken.yaml:`],
    ['verdicts -', 'Nothing could be read.\nerror FILE-EMPTY: stdin:1:1: The file is empty.'],
    [`explain ${lesson}`, 'explain needs --from, --to and --port, or --flows FLOWS.json.'],
    [`explain ${lesson} ${endpoints}`, 'explain needs --from, --to and --port'],
    [`explain ${lesson} --from prod/nobody --to host/node-worker --port TCP/80`, 'There is no endpoint prod/nobody;'],
    [`explain ${lesson} --from prod/backend --to __proto__ --port TCP/80`, 'There is no endpoint __proto__;'],
    [`explain ${lesson} ${endpoints} --port TCP`, 'This protocol needs a port.'],
    [`explain ${lesson} ${endpoints} --port tcp/80`, '"tcp" is no protocol: TCP, UDP, ICMP or a number.'],
    [`explain ${lesson} ${endpoints} --port TCP/`, 'port must be a whole number 1–65535.'],
    [`explain ${lesson} ${endpoints} --port TCP/0`, 'port must be a whole number 1–65535.'],
    [`explain ${lesson} ${endpoints} --port TCP/http`, 'port must be a whole number 1–65535.'],
    [`explain ${lesson} ${endpoints} --port TCP/1/2`, '--port TCP/1/2 has too many parts.'],
    [`explain ${lesson} ${endpoints} --port ICMP/256`, 'icmpType must be a whole number 0–255.'],
    [`explain ${lesson} ${endpoints} --port 253/80`, 'Only TCP, UDP and SCTP have ports.'],
    [`explain ${lesson} ${endpoints} --port 256`, '"256" is no protocol'],
    [`explain ${lesson} ${endpoints} --port TCP/80 --source-port -1`, "Option '--source-port' argument is ambiguous"],
    [`explain ${lesson} ${endpoints} --port TCP/80 --source-port 70000`, 'sourcePort must be a whole number 1–65535.'],
    [`explain ${lesson} ${endpoints} --port TCP/80 --ip-version 5`, 'ipVersion must be 4 or 6.'],
    [`explain ${lesson} ${endpoints} --port TCP/80 --to-address 1.2.3`, '1.2.3 is no IP address.'],
    [`explain ${lesson} ${endpoints} --port TCP/80 --to-address 10.9.9.9`, '10.9.9.9 is no address of the endpoint'],
    [
      `explain ${lesson} ${endpoints} --port TCP/80 --ip-version 6`,
      'The two ends have no address of a common IP version.',
    ],
    [`explain ${lesson} --flows ${folder}/none.json`, `${folder}/none.json: there is no such file or folder.`],
    [`explain ${lesson} --flows ${folder}/no.json`, `${folder}/no.json: It is not JSON: `],
    [`explain ${lesson} --flows ${folder}/latin.json`, `${folder}/latin.json: The file is not UTF-8 text.`],
    [`explain ${lesson} --flows ${folder}`, `${folder}: it is a folder.`],
    [`explain ${lesson} --flows x.json ${endpoints}`, '--flows and --from, --to exclude each other.'],
    [
      `explain ${protect} --flows ${folder}/flows.json`,
      `${folder}/flows.json: flow 0: There is no endpoint prod/backend`,
    ],
    [`export ${lesson}`, 'export needs --out DIR.'],
    [`export ${lesson} --out x --calico 4`, '--calico takes one of 3.29, 3.30, 3.31, 3.32, 3.33.'],
    [`export ${lesson} --out ${folder}/empty.yaml`, `${folder}/empty.yaml: a file is in the place of a folder.`],
  ];
  test.each(refused)('firewright %s', (line, sentence) => {
    const { status, out, diagnostics } = call(line);
    expect([status, out]).toEqual([2, '']);
    expect(diagnostics).toContain(sentence);
  });
});
