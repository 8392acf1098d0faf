import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import { commonSettings } from './common-settings.ts';

const documentOf = (text: string): ClusterDocument => openDesign([{ name: 'a.yaml', text }]).document;
const dump = documentOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: n }\n');
const design = (version: string): ClusterDocument =>
  documentOf(`apiVersion: firewright.dev/v1
kind: Design
metadata: { name: design }
spec: { settings: { calicoVersion: "${version}" } }
`);

test('a dump is judged with the settings of the design that it is compared with', () => {
  expect(commonSettings(dump, design('3.30')).calicoVersion).toBe('3.30');
  expect(commonSettings(design('3.30'), dump).calicoVersion).toBe('3.30');
});

test('two designs are judged each with its own', () => {
  expect(commonSettings(design('3.30'), design('3.31'))).toEqual({});
  expect(commonSettings(dump, dump)).toEqual({});
});
