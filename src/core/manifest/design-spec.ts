import type { DesignSpec, DrawnFlow, Grouping, Point } from '../model/design.ts';
import type { Manifest } from '../model/document.ts';
import type { Finding } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';

export interface ReadDesignSpec {
  readonly spec: DesignSpec;
  readonly findings: readonly Finding[];
}
export const defaultDesignSpec: DesignSpec = {
  settings: defaultSettings,
  layout: { grouping: 'namespace', positions: new Map(), collapsed: [] },
  flows: [],
};
export function readDesignSpec(_manifest: Manifest): ReadDesignSpec {
  return { spec: defaultDesignSpec, findings: [] };
}
export function newDesignManifest(): Manifest {
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name: 'design' }, spec: {} };
}
export function withPosition(manifest: Manifest, _element: string, _point: Point | null): Manifest {
  return manifest;
}
export function withGrouping(manifest: Manifest, _grouping: Grouping): Manifest {
  return manifest;
}
export function withSetting(manifest: Manifest, _key: keyof Settings, _value: string): Manifest {
  return manifest;
}
export function withFlows(manifest: Manifest, _flows: readonly DrawnFlow[]): Manifest {
  return manifest;
}
