import { expect } from './journey.ts';
import { type Screen, testScreens } from './screens.ts';

/** Of the open sample one object with other labels, a new one, one in an older API, and what is no object. */
const dump = `apiVersion: v1
kind: List
items:
- apiVersion: crd.projectcalico.org/v1
  kind: GlobalNetworkPolicy
  metadata: {name: default.block-all}
  spec: {selector: all(), order: 1, types: [Ingress], ingress: [{action: Deny}]}
- apiVersion: v1
  kind: Pod
  metadata: {name: backend, namespace: prod, labels: {app: changed}}
- 7
`;

const escape: Screen['reach'] = ({ page }) => page.keyboard.press('Escape');

const screens: readonly Screen[] = [
  { name: 'expectations', part: '.drawer', reach: (designer) => designer.showDrawer('Expectations') },
  {
    name: 'an expectation that is missed',
    part: '.drawer',
    reach: async ({ page }) => {
      await page.getByLabel('Expected of').first().selectOption('Denied');
    },
  },
  {
    name: 'the text of the whole design',
    part: '.inspector',
    reach: async (designer) => {
      await designer.undo();
      await designer.openSample('Firewall the nodes, without the allow profile');
      await designer.showTab('YAML');
    },
  },
  {
    name: 'problems with their fixes',
    part: '.drawer',
    reach: async (designer) => {
      await designer.showDrawer('Problems');
      await expect(designer.page.getByRole('list', { name: 'Problems' })).toContainText('HOST-EGRESS-DENY');
    },
  },
  {
    name: 'what would be locked out',
    part: 'dialog[open]',
    reach: async (designer) => {
      await designer.choose('File', 'Check for lock-outs…');
      await expect(designer.page.getByText('8 life lines of 2 hosts would die')).toBeVisible();
    },
  },
  {
    name: 'an export that is blocked',
    part: 'dialog[open]',
    reach: async (designer) => {
      await escape(designer);
      await designer.choose('File', 'Export manifests…');
      await expect(designer.dialog('Export manifests')).toContainText('would die');
    },
  },
  {
    name: 'what an import will change',
    part: 'dialog[open]',
    reach: async (designer) => {
      await escape(designer);
      await designer.chooseFiles('Import manifests…', [{ name: 'dump.yaml', text: dump }]);
      await expect(designer.dialog('Import dump.yaml')).toContainText('1 replaced');
    },
  },
  {
    name: 'what was read',
    part: 'main',
    reach: async (designer) => {
      await designer.confirmImport();
      await designer.choose('File', 'What was read…');
      await expect(designer.page.getByRole('region', { name: 'What was read' })).toBeVisible();
    },
  },
  {
    name: 'a comparison',
    reach: async (designer) => {
      await designer.chooseFiles('Compare with a file…', [{ name: 'older.yaml', text: dump }]);
      const bar = designer.page.getByRole('toolbar', { name: 'Comparison' });
      await expect(bar.getByRole('status')).toContainText('new');
    },
  },
];

testScreens('nothing that looks at a design as a whole', screens);
