import type { FelixConfiguration, KubeControllersConfiguration } from '../model/entities.ts';
import type { Settings } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { felixFields } from './felix-fields.ts';
import { anything, goDuration, integer, validateFormats, word } from './field-format.ts';
import type { FormatTable } from './field-format.ts';
import { isAtLeast } from './kinds.ts';
import { isRegularExpression } from './regular-expression.ts';
import { isSubdomain, validateLabels } from './validate-names.ts';

/** R8.35, R8.36 and the formats of all other fields. */
export function validateFelixConfiguration(
  felix: FelixConfiguration,
  manifest: Field,
  { calicoVersion }: Settings,
): void {
  const spec = manifest.at('spec');
  validateFormats(spec, felixFields);
  if (spec.at('routeTableRange').present && spec.at('routeTableRanges').present)
    spec
      .at('routeTableRange')
      .error('FIELD-FORBIDDEN', `${spec.at('routeTableRange').label} cannot be used together with routeTableRanges.`);
  if (spec.at('nodeSelector').present && /^(?:default$|node\.)/.test(felix.name))
    spec
      .at('nodeSelector')
      .error(
        'FIELD-FORBIDDEN',
        `${spec.at('nodeSelector').label} cannot be used in the configuration "${felix.name}".`,
      );
  if (!isAtLeast(calicoVersion, '3.31')) warnOfVersion(spec.at('natOutgoingExclusions'), calicoVersion);
}

function warnOfVersion(field: Field, version: string): void {
  if (field.present) field.warning('FIELD-VERSION', `${field.label} does not exist in Calico ${version}.`);
}

const reconciler: FormatTable = [[goDuration, ['reconcilerPeriod']]];
const kubeControllersFields: FormatTable = [
  [word('Enabled', 'Disabled'), ['healthChecks']],
  [word('None', 'Debug', 'Info', 'Warning', 'Error', 'Fatal', 'Panic'), ['logSeverityScreen']],
  [integer(0, 65535), ['prometheusMetricsPort', 'debugProfilePort']],
  [goDuration, ['etcdV3CompactionPeriod']],
  [anything, ['controllers']],
];
const nodeControllerFields: FormatTable = [
  [goDuration, ['reconcilerPeriod', 'leakGracePeriod']],
  [word('Enabled', 'Disabled'), ['syncLabels']],
  [anything, ['hostEndpoint']],
];

/** R8.37. */
export function validateKubeControllersConfiguration(
  configuration: KubeControllersConfiguration,
  manifest: Field,
  settings: Settings,
): void {
  const spec = manifest.at('spec');
  validateFormats(spec, kubeControllersFields);
  const controllers = spec.at('controllers');
  if (!controllers.present)
    controllers.error('FIELD-REQUIRED', `${controllers.label} is missing in ${configuration.name}.`);
  validateFormats(controllers.at('node'), nodeControllerFields);
  for (const name of ['policy', 'workloadEndpoint', 'serviceAccount', 'namespace'])
    validateFormats(controllers.at(name), reconciler);
  for (const template of controllers.at('node').at('hostEndpoint').at('templates').items())
    validateTemplate(template, settings);
}

function validateTemplate(template: Field, { calicoVersion }: Settings): void {
  const [name, pattern] = [template.at('generateName').text() ?? '', template.at('interfacePattern').text() ?? ''];
  if (name !== '' && !isSubdomain(name))
    template
      .at('generateName')
      .error('NAME-SYNTAX', `${template.at('generateName').label} "${name}" is not a valid name.`);
  if (!isRegularExpression(pattern))
    template
      .at('interfacePattern')
      .error('VALUE-SYNTAX', `${template.at('interfacePattern').label} is no regular expression.`);
  validateLabels(template.at('labels'));
  if (pattern === '' && template.at('interfaceCIDRs').items().length === 0)
    template.warning(
      'HEP-TEMPLATE-EMPTY',
      `${template.label} has neither interfaceCIDRs nor interfacePattern, so it creates no host endpoint.`,
    );
  if (!isAtLeast(calicoVersion, '3.30')) warnOfVersion(template, calicoVersion);
  if (!isAtLeast(calicoVersion, '3.31')) warnOfVersion(template.at('interfacePattern'), calicoVersion);
  if (!isAtLeast(calicoVersion, '3.33')) warnOfVersion(template.at('annotations'), calicoVersion);
}
