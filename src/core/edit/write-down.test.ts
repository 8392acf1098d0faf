import { expect, test } from 'vitest';
import { emptyDocument } from '../model/document.ts';
import { labelsOf } from '../selector/labels.ts';
import { writtenHostEndpoint } from './write-down.ts';

const labels = labelsOf({ role: 'node', 'projectcalico.org/created-by': 'calico-kube-controllers' });
const automatic = { clusterNode: 'n1', interfaceName: '*', expectedIPs: ['10.0.0.1'], labels };

test('it is what the controller would make, without the label by which the controller would delete it', () => {
  expect(writtenHostEndpoint(emptyDocument, automatic)).toEqual({
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: 'n1', labels: { role: 'node' } },
    spec: { node: 'n1', interfaceName: '*', expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] },
  });
});

test('its name sorts before that of the automatic one, also where the node’s name is taken', () => {
  const id = 'HostEndpoint.projectcalico.org/n1';
  const taken = { ...emptyDocument, resources: { [id]: { id, manifest: {}, origin: null } } } as typeof emptyDocument; // ids are branded
  const names = [emptyDocument, taken].map((document) => writtenHostEndpoint(document, automatic)['metadata']);
  expect(names).toMatchObject([{ name: 'n1' }, { name: 'n1-2' }]);
  expect(['n1', 'n1-2'].every((name) => name < 'n1-auto-hep')).toBe(true);
});

test('one for certain addresses names no interface', () => {
  const { spec } = writtenHostEndpoint(emptyDocument, { ...automatic, interfaceName: '' });
  expect(spec).not.toHaveProperty('interfaceName');
});
