import { expect, test } from 'vitest';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { emptyDocument } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { defaultSettings } from '../model/settings.ts';
import { settingsOf } from './read-settings.ts';

function documentOf(manifest: Manifest): ClusterDocument {
  const id = resourceId({ group: 'firewright.dev', kind: 'Design', namespace: null, name: 'design' });
  return { ...emptyDocument, resources: { [id]: { id, manifest, origin: null } } };
}

test('settings are those of the Design document, else the defaults', () => {
  const design = (settings: Manifest): Manifest => ({
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'design' },
    spec: { settings },
  });
  expect(settingsOf(emptyDocument)).toEqual(defaultSettings);
  expect(settingsOf(documentOf(design({})))).toEqual(defaultSettings);
  expect(settingsOf(documentOf(design({ calicoVersion: '3.31' })))).toEqual({
    ...defaultSettings,
    calicoVersion: '3.31',
  });
});
