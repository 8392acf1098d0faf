import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { emptyDocument, type ClusterDocument } from '../model/document.ts';
import type { Command } from './command.ts';
import {
  automaticHostEndpointsCommand,
  configurationCommand,
  configurationId,
  endpointToHostCommand,
} from './configuration-commands.ts';
import { applyPatch, isEmptyPatch } from './patch.ts';
import { planCommand } from './plan-command.ts';

const felix = configurationId('FelixConfiguration', 'default');
const controllers = configurationId('KubeControllersConfiguration', 'default');
const written = openDesign([
  {
    name: 'a.yaml',
    text: 'apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata: {name: default}\nspec: {logSeverityScreen: Info}\n',
  },
]).document;

function after(document: ClusterDocument, command: Command): ClusterDocument {
  const planned = planCommand(document, command);
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  return applyPatch(document, planned.value);
}

test('a configuration that is missing is made', () => {
  const document = after(emptyDocument, automaticHostEndpointsCommand(emptyDocument, true));
  expect(document.resources[controllers]?.manifest['spec']).toEqual({
    controllers: { node: { hostEndpoint: { autoCreate: 'Enabled' } } },
  });
});

test('one that is there keeps its other fields', () => {
  const document = after(written, endpointToHostCommand(written, 'Drop'));
  expect(document.resources[felix]?.manifest['spec']).toEqual({
    logSeverityScreen: 'Info',
    defaultEndpointToHostAction: 'Drop',
  });
});

test('nothing is made to take a field out of it', () => {
  const of = { kind: 'FelixConfiguration', name: 'node.n1' } as const;
  const command = configurationCommand(written, of, ['spec', 'failsafeInboundHostPorts'], undefined, 'x');
  const planned = planCommand(written, command);
  expect(planned.ok && isEmptyPatch(planned.value)).toBe(true);
});

test('a field is taken out of one that is there', () => {
  const of = { kind: 'FelixConfiguration', name: 'default' } as const;
  const document = after(written, configurationCommand(written, of, ['spec', 'logSeverityScreen'], undefined, 'x'));
  expect(document.resources[felix]?.manifest['spec']).toEqual({});
});
