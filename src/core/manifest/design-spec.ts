import type { DesignSpec, Fold, Grouping, Layout, Point } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { fieldOf } from '../model/json.ts';
import type { Finding } from '../model/problem.ts';
import { calicoVersions, defaultSettings, type CalicoVersion, type Settings } from '../model/settings.ts';
import { changed, withField, withMember } from './change-object.ts';
import { readFlow } from './design-flow.ts';
import { readLesson, sceneTest } from './design-lesson.ts';
import { readScenes } from './design-scenes.ts';
import { Field, FindingLog } from './field-reader.ts';
import { designGroup } from './identity.ts';

export interface ReadDesignSpec {
  readonly spec: DesignSpec;
  readonly findings: readonly Finding[];
}

const versions: Readonly<Record<string, CalicoVersion>> = Object.fromEntries(calicoVersions.map((v) => [v, v]));
const dataplanes = { iptables: 'iptables', nftables: 'nftables', ebpf: 'ebpf' } as const;
const inputDefaults = { accept: 'accept', drop: 'drop' } as const;
/** The file says `node` as Kubernetes does; in the program that word alone has too many meanings. */
const groupings: Readonly<Record<string, Grouping>> = { namespace: 'namespace', node: 'cluster-node' };
const labelGrouping = /^label:(?<key>.+)$/;

const folds = { folded: 'folded', unfolded: 'unfolded' } as const;

export function newDesignManifest(): Manifest {
  return { apiVersion: `${designGroup}/v1`, kind: 'Design', metadata: { name: 'design' }, spec: {} };
}

/**
 * Reads `spec` of a Design (product.md section 4). What is missing or wrong has its default; what is wrong gives a
 * finding as well. A flow that cannot be read is left out.
 */
export function readDesignSpec(manifest: Manifest): ReadDesignSpec {
  const log = new FindingLog();
  const spec = new Field(manifest, [], log).at('spec');
  const flows = spec.at('flows').items();
  return {
    spec: {
      settings: readSettings(spec.at('settings')),
      layout: readLayout(spec.at('layout')),
      flows: flows.map(readFlow).filter((flow) => flow !== null),
      // Our own ids, written by us; one that fits no object disables nothing.
      disabled: new Set(spec.at('disabled').texts() as readonly ResourceId[]),
      scenes: readScenes(spec.at('scenes')),
      lesson: readLesson(spec.at('lesson'), sceneTest(spec.at('scenes').value)),
    },
    findings: log.findings,
  };
}

function readSettings(settings: Field): Settings {
  return {
    calicoVersion: settings.at('calicoVersion').choice(versions) ?? defaultSettings.calicoVersion,
    dataplane: settings.at('dataplane').choice(dataplanes) ?? defaultSettings.dataplane,
    hostInputDefault: settings.at('hostInputDefault').choice(inputDefaults) ?? defaultSettings.hostInputDefault,
    modelEncapsulation: settings.at('modelEncapsulation').flag() ?? defaultSettings.modelEncapsulation,
  };
}

function readLayout(layout: Field): Layout {
  const positions = layout
    .at('positions')
    .entries()
    .map(([element, field]) => [element, readPoint(field)] as const);
  return {
    grouping: readGrouping(layout.at('grouping')),
    positions: new Map(positions.filter((pair): pair is readonly [string, Point] => pair[1] !== null)),
    collapsed: layout.at('collapsed').texts(),
    notes: new Map(
      layout
        .at('notes')
        .entries()
        .map(([name, field]) => [name, field.text()] as const)
        .filter((pair): pair is readonly [string, string] => pair[1] !== null),
    ),
    folds: new Map(
      layout
        .at('folds')
        .entries()
        .map(([element, field]) => [element, field.choice(folds)] as const)
        .filter((pair): pair is readonly [string, Fold] => pair[1] !== null),
    ),
  };
}

function readGrouping(field: Field): Grouping {
  const key = typeof field.value === 'string' ? labelGrouping.exec(field.value)?.groups?.['key'] : undefined;
  return key === undefined ? (field.choice(groupings) ?? 'namespace') : `label:${key}`;
}

/** `[x, y]`: a list, because a bare `y` as a key is a boolean to a YAML 1.1 reader. */
function readPoint(field: Field): Point | null {
  const [x, y, ...more] = field.items().map((item) => item.number());
  if (field.present && (x === undefined || y === undefined || more.length > 0)) {
    field.error('FIELD-TYPE', `${field.label} must be a list of two numbers, x and y.`);
  }
  return typeof x !== 'number' || typeof y !== 'number' ? null : { x: Math.round(x), y: Math.round(y) };
}

/** @param point null: forget the place of this element */
export function withPosition(manifest: Manifest, element: string, point: Point | null): Manifest {
  const rounded = point && [Math.round(point.x), Math.round(point.y)];
  return changed(manifest, ['spec', 'layout', 'positions'], (positions) => {
    const isSame = rounded !== null && JSON.stringify(fieldOf(positions, element)) === JSON.stringify(rounded);
    return isSame ? positions : withField(positions, element, rounded ?? undefined);
  });
}

export function withGrouping(manifest: Manifest, grouping: Grouping): Manifest {
  const word = grouping === 'cluster-node' ? 'node' : grouping;
  return changed(manifest, ['spec', 'layout'], (layout) => withField(layout, 'grouping', word));
}

/** @param text null: there is no such note any more */
export function withNote(manifest: Manifest, name: string, text: string | null): Manifest {
  return changed(manifest, ['spec', 'layout', 'notes'], (notes) => withField(notes, name, text ?? undefined));
}

export function withCollapsed(manifest: Manifest, box: string, isCollapsed: boolean): Manifest {
  return changed(manifest, ['spec', 'layout'], (layout) => withMember(layout, 'collapsed', box, isCollapsed));
}

export function withDisabled(manifest: Manifest, policy: ResourceId, isDisabled: boolean): Manifest {
  return changed(manifest, ['spec'], (spec) => withMember(spec, 'disabled', policy, isDisabled));
}

/** @param fold null: as is usual for so many */
export function withFold(manifest: Manifest, element: string, fold: Fold | null): Manifest {
  return changed(manifest, ['spec', 'layout', 'folds'], (known) => withField(known, element, fold ?? undefined));
}

export function withSetting(manifest: Manifest, key: keyof Settings, value: string | boolean): Manifest {
  return changed(manifest, ['spec', 'settings'], (settings) => withField(settings, key, value));
}
