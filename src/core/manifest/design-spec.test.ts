import { describe, expect, test } from 'vitest';
import type { DesignSpec, DrawnFlow } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, networkEndpointId, podEndpointId, type ResourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { withFlows } from './design-flow.ts';
import { newDesignManifest, readDesignSpec, withGrouping, withPosition, withSetting } from './design-spec.ts';

const design = (spec: JsonObject): Manifest => ({ ...newDesignManifest(), spec });
const flow: DrawnFlow = {
  source: podEndpointId('prod', 'backend'),
  destination: hostEndpointId('node-worker'),
  protocol: 6,
  port: 8080,
  expect: 'deny',
  note: 'why',
};
const written = {
  from: 'prod/backend',
  to: 'host/node-worker',
  protocol: 'TCP',
  port: 8080,
  expect: 'deny',
  note: 'why',
};

test('a full spec is read', () => {
  const manifest = design({
    settings: { calicoVersion: '3.31', dataplane: 'ebpf', hostInputDefault: 'drop', modelEncapsulation: true },
    layout: {
      grouping: 'node',
      positions: { 'Pod/prod/backend': [120.4, -80.6] },
      collapsed: ['Namespace/dev'],
      folds: { 'Pod/prod/web-0': 'unfolded' },
      notes: { 1: 'Why this tier' },
    },
    flows: [written, { from: 'external/internet', to: 'prod/backend' }],
    disabled: ['GlobalNetworkPolicy.projectcalico.org/later'],
  });
  const expected: DesignSpec = {
    settings: { calicoVersion: '3.31', dataplane: 'ebpf', hostInputDefault: 'drop', modelEncapsulation: true },
    layout: {
      grouping: 'cluster-node',
      positions: new Map([['Pod/prod/backend', { x: 120, y: -81 }]]),
      collapsed: ['Namespace/dev'],
      folds: new Map([['Pod/prod/web-0', 'unfolded']]),
      notes: new Map([['1', 'Why this tier']]),
    },
    flows: [
      flow,
      {
        source: networkEndpointId('internet'),
        destination: flow.source,
        protocol: null,
        port: null,
        expect: null,
        note: '',
      },
    ],
    disabled: new Set(['GlobalNetworkPolicy.projectcalico.org/later' as ResourceId]), // as the file writes it
    scenes: [],
    lesson: null,
  };
  expect(readDesignSpec(manifest)).toEqual({ spec: expected, findings: [] });
});

test('a new design has the defaults', () => {
  expect(readDesignSpec(newDesignManifest())).toEqual({
    spec: {
      settings: {
        calicoVersion: '3.32',
        dataplane: 'iptables',
        hostInputDefault: 'accept',
        modelEncapsulation: false,
      },
      layout: {
        grouping: 'namespace',
        positions: new Map(),
        collapsed: [],
        folds: new Map(),
        notes: new Map(),
      },
      flows: [],
      disabled: new Set(),
      scenes: [],
      lesson: null,
    },
    findings: [],
  });
});

describe('what is wrong is named:', () => {
  const cases: readonly (readonly [what: string, spec: JsonObject, code: string, path: string])[] = [
    ['an unknown version', { settings: { calicoVersion: '2.0' } }, 'VALUE-UNKNOWN', 'spec.settings.calicoVersion'],
    ['a version without quotes', { settings: { calicoVersion: 3.3 } }, 'FIELD-TYPE', 'spec.settings.calicoVersion'],
    ['an unknown fold', { layout: { folds: { a: 'open' } } }, 'VALUE-UNKNOWN', 'spec.layout.folds.a'],
    ['an unknown grouping', { layout: { grouping: 'zone' } }, 'VALUE-UNKNOWN', 'spec.layout.grouping'],
    [
      'a position without numbers',
      { layout: { positions: { a: ['left', 1] } } },
      'FIELD-TYPE',
      'spec.layout.positions.a.0',
    ],
    ['a position with one number', { layout: { positions: { a: [1] } } }, 'FIELD-TYPE', 'spec.layout.positions.a'],
    ['a flow without end', { flows: [{ from: 'a/b' }] }, 'FIELD-REQUIRED', 'spec.flows.0.to'],
    ['an end that is no endpoint', { flows: [{ ...written, to: 'x' }] }, 'VALUE-SYNTAX', 'spec.flows.0.to'],
    ['an unknown protocol', { flows: [{ ...written, protocol: 'tcp' }] }, 'PROTOCOL-UNKNOWN', 'spec.flows.0.protocol'],
    ['a port out of range', { flows: [{ ...written, port: 70000 }] }, 'VALUE-RANGE', 'spec.flows.0.port'],
    ['a port that is no range', { flows: [{ ...written, port: '80-81' }] }, 'PORT-SYNTAX', 'spec.flows.0.port'],
    ['a range that runs backwards', { flows: [{ ...written, port: '81:80' }] }, 'PORT-SYNTAX', 'spec.flows.0.port'],
    [
      'a port without a protocol',
      { flows: [{ from: 'a/b', to: 'a/c', port: 22 }] },
      'PORT-PROTOCOL',
      'spec.flows.0.port',
    ],
    ['a port of ICMP', { flows: [{ ...written, protocol: 'ICMP' }] }, 'PORT-PROTOCOL', 'spec.flows.0.port'],
    ['an ICMP type of TCP', { flows: [{ ...written, icmpType: 8 }] }, 'ICMP-MATCH', 'spec.flows.0.icmpType'],
    [
      'an ICMP code without a type',
      { flows: [{ from: 'a/b', to: 'a/c', protocol: 'ICMP', icmpCode: 8 }] },
      'ICMP-MATCH',
      'spec.flows.0.icmpCode',
    ],
    ['flows that are no list', { flows: 3 }, 'FIELD-TYPE', 'spec.flows'],
  ];
  test.each(cases)('%s', (_what, spec, code, path) => {
    const { findings } = readDesignSpec(design(spec));
    expect(findings.map((finding) => [finding.code, finding.path.join('.')])).toEqual([[code, path]]);
  });
});

describe('writing keeps unknown fields and the order of keys:', () => {
  const spec = { extra: 1, layout: { positions: { b: [1, 2] }, zoom: 2 }, scenes: [] };
  const cases: readonly (readonly [what: string, change: (manifest: Manifest) => Manifest, spec: JsonObject])[] = [
    [
      'a position',
      (m) => withPosition(m, 'a', { x: 1.6, y: 2 }),
      { ...spec, layout: { positions: { b: [1, 2], a: [2, 2] }, zoom: 2 } },
    ],
    ['a position taken away', (m) => withPosition(m, 'b', null), { ...spec, layout: { positions: {}, zoom: 2 } }],
    ['the grouping', (m) => withGrouping(m, 'cluster-node'), { ...spec, layout: { ...spec.layout, grouping: 'node' } }],
    ['a setting', (m) => withSetting(m, 'dataplane', 'ebpf'), { ...spec, settings: { dataplane: 'ebpf' } }],
    [
      'a setting that is on or off',
      (m) => withSetting(m, 'modelEncapsulation', true),
      { ...spec, settings: { modelEncapsulation: true } },
    ],
    ['flows', (m) => withFlows(m, [flow]), { ...spec, flows: [written] }],
  ];
  test.each(cases)('%s', (_what, change, expected) => {
    const manifest = change(design(spec));
    expect(JSON.stringify(manifest)).toBe(JSON.stringify(design(expected)));
    expect(readDesignSpec(manifest).findings).toEqual([]);
  });

  const ports: readonly (readonly [Pick<DrawnFlow, 'protocol' | 'port'>, fields: JsonObject])[] = [
    [
      { protocol: 6, port: { kind: 'ports', first: 2379, last: 2380 } },
      { protocol: 'TCP', port: '2379:2380' },
    ],
    [
      { protocol: 1, port: { kind: 'icmp', type: 3, code: 4 } },
      { protocol: 'ICMP', icmpType: 3, icmpCode: 4 },
    ],
    [
      { protocol: 58, port: { kind: 'icmp', type: 128, code: null } },
      { protocol: 'ICMPv6', icmpType: 128 },
    ],
  ];
  test.each(ports)('a flow of %o is written and read again', (traffic, fields) => {
    const drawn: DrawnFlow = { ...flow, ...traffic };
    const manifest = withFlows(design({}), [drawn]);
    const { from, to, expect: expected, note } = written;
    expect(manifest).toEqual(design({ flows: [{ from, to, ...fields, expect: expected, note }] }));
    expect(readDesignSpec(manifest)).toMatchObject({ spec: { flows: [drawn] }, findings: [] });
  });

  test('flows that are alike are as many as before, with their own fields', () => {
    const manifest = design({ flows: [{ ...written, n: 1 }, written, { ...written, n: 3 }] });
    expect(withFlows(manifest, [flow, flow])).toEqual(design({ flows: [{ ...written, n: 1 }, written] }));
  });

  test('flows that stay keep their own fields, entries that cannot be read stay behind them', () => {
    const kept = { ...written, colour: 'red' };
    const manifest = design({ flows: ['?', kept, { from: 'a/b', to: 'c/d' }] });
    const another = { ...flow, note: '' };
    expect(withFlows(manifest, [another, flow])).toEqual(
      design({
        flows: [
          { from: 'prod/backend', to: 'host/node-worker', protocol: 'TCP', port: 8080, expect: 'deny' },
          kept,
          '?',
        ],
      }),
    );
  });

  test('nothing changes where the value is there already', () => {
    const manifest = design({ layout: { grouping: 'namespace', positions: { a: [1, 2] } } });
    expect(withPosition(manifest, 'a', { x: 1, y: 2.2 })).toBe(manifest);
    expect(withPosition(manifest, 'b', null)).toBe(manifest);
    expect(withGrouping(manifest, 'namespace')).toBe(manifest);
  });
});
