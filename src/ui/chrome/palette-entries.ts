import type { App } from '../../app/app.ts';
import { runUiAction, uiActions } from '../../app/ui-actions.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import { calicoVersions } from '../../core/model/settings.ts';
import { fullName, kindLook } from '../controls/kinds.ts';
import type { PaletteEntry } from './palette-search.ts';
import { printShortcut } from './shortcuts.ts';

/** The files opened lately, as the host lists them. */
export type RecentFiles = Awaited<ReturnType<App['host']['recentFiles']>>;

/** All that the palette offers: what can be done, and what can be gone to. */
export function paletteEntries(app: App, recentFiles: RecentFiles): readonly PaletteEntry[] {
  return [
    ...commands(app),
    ...objects(app),
    ...endpoints(app),
    ...settings(app),
    ...samples(app),
    ...files(app, recentFiles),
  ];
}

const plain = { detail: '', shortcut: '', obstacle: null } as const;

function commands(app: App): readonly PaletteEntry[] {
  const isMac = app.host.platform === 'mac';
  return uiActions
    .filter(({ id }) => id !== 'command-palette')
    .map((action) => ({
      key: action.id,
      group: 'Commands',
      icon: action.isOn?.(app) === true ? 'check' : 'play',
      text: action.label,
      detail: '',
      shortcut: action.shortcut === null ? '' : printShortcut(action.shortcut, isMac),
      obstacle: action.enabled(app) ? null : (action.obstacle?.(app) ?? ''),
      run: () => runUiAction(app, action.id),
    }));
}

function objects(app: App): readonly PaletteEntry[] {
  return [...app.model.entities.values()]
    .filter(({ kind }) => kind !== 'design')
    .map((entity) => {
      const look = kindLook(entity);
      return {
        ...plain,
        key: entity.id,
        group: 'Objects',
        icon: look.icon,
        text: fullName(entity),
        detail: look.label,
        run: () => goTo(app, entity.id),
      };
    });
}

/** Rows of the matrix that stand for no object: automatic host endpoints, the Internet. */
function endpoints(app: App): readonly PaletteEntry[] {
  const rows = app.results.table?.endpoints ?? [];
  return rows
    .filter(({ resource, origin }) => resource === null || origin === 'automatic')
    .map(({ id, kind }) => ({
      ...plain,
      key: id,
      group: 'Endpoints',
      icon: kind === 'host' ? 'host-endpoint' : 'network',
      text: id,
      detail: kind === 'host' ? 'Automatic host endpoint' : 'External',
      run: () => goToEndpoint(app, id),
    }));
}

function settings({ model, session }: App): readonly PaletteEntry[] {
  const { calicoVersion } = model.design.settings;
  return calicoVersions.map((version) => ({
    ...plain,
    key: `calico-${version}`,
    group: 'Settings',
    icon: version === calicoVersion ? 'check' : 'settings',
    text: `Target Calico ${version === '3.33' ? '3.33 and later' : version}`,
    run: () => void session.dispatch({ type: 'set-setting', key: 'calicoVersion', value: version }),
  }));
}

function samples(app: App): readonly PaletteEntry[] {
  return app.samples.map((sample) => ({
    ...plain,
    key: sample.name,
    group: 'Samples',
    icon: 'canvas',
    text: sample.title,
    detail: 'Sample',
    run: () => void app.files.openSample(sample),
  }));
}

function files(app: App, recent: RecentFiles): readonly PaletteEntry[] {
  return recent.map(({ file, name, folder }) => ({
    ...plain,
    key: `file:${file}`,
    group: 'Recent files',
    icon: 'open',
    text: name,
    detail: folder,
    run: () => void app.files.openRecent(file),
  }));
}

function goTo({ selection, view }: App, resource: ResourceId): void {
  selection.select({ kind: 'resource', id: resource });
  view.canvas?.reveal(resource);
}

function goToEndpoint({ selection }: App, endpoint: EndpointId): void {
  selection.selectEndpoint(endpoint);
}
