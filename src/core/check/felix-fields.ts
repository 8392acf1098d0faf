import type { Field } from '../manifest/field-reader.ts';
import {
  address,
  anyInteger,
  anything,
  duration,
  durationOrAuto,
  flag,
  goDuration,
  integer,
  ipv4Nets,
  isGoDuration,
  listOf,
  looseWord,
  nets,
  portRange,
  regularExpression,
  selector,
  text,
  textThat,
  validateFormats,
  word,
} from './field-format.ts';
import type { FormatTable } from './field-format.ts';

const uint32 = integer(0, 2 ** 32 - 1);
const enabledOrDisabled = word('Enabled', 'Disabled');
const logLevel = looseWord('Trace', 'Debug', 'Info', 'Warning', 'Error', 'Fatal');
const acceptOrReturn = looseWord('Accept', 'Return');
const dropOrReject = looseWord('Drop', 'Reject');
const interfaceName = textThat((given) => /^[a-zA-Z0-9_.-]{1,15}$/.test(given), 'an interface name');
const interfaceFilter = textThat((given) => /^[a-zA-Z0-9:._+-]{1,15}$/.test(given), 'an interface name, + as wildcard');

/** `key=value` pairs, comma-separated. */
function pairs(value: RegExp, form: string): ReturnType<typeof textThat> {
  const isPair = (pair: string): boolean => {
    const [key = '', given, ...rest] = pair.split('=');
    return rest.length === 0 && given !== undefined && /^[a-zA-Z0-9-_]+$/.test(key) && value.test(given);
  };
  return textThat(
    (given) => given.split(',').every((pair, index, all) => (pair === '' && index === all.length - 1) || isPair(pair)),
    form,
  );
}

const conntrackTimeouts: FormatTable = [
  [
    durationOrAuto,
    [
      'creationGracePeriod',
      'genericTimeout',
      'icmpTimeout',
      'tcpEstablished',
      'tcpFinsSeen',
      'tcpResetSeen',
      'tcpSynSent',
      'udpTimeout',
    ],
  ],
];

const maxRegionLength = 46;
const maxRouteTables = 0xffff;
const maxNodePortRanges = 7;

function validateRouteTableRange(range: Field): void {
  const [min, max] = readTableRange(range);
  if (min !== null && max !== null && (min < 1 || max < min || max > 250))
    range.error('VALUE-RANGE', `${range.label} must be a range of table numbers within 1–250.`);
}

function validateRouteTableRanges(list: Field): void {
  let tables = 0;
  for (const range of list.items()) {
    const [min, max] = readTableRange(range);
    if (min === null || max === null) continue;
    if (min < 1 || max < min || max >= 2 ** 32)
      range.error('VALUE-RANGE', `${range.label} must be a range of table numbers from 1 on, smaller number first.`);
    else tables += max - min + 1;
  }
  if (tables > maxRouteTables)
    list.error('VALUE-RANGE', `${list.label} name ${tables} tables; at most ${maxRouteTables} are allowed.`);
}

function readTableRange(range: Field): readonly [min: number | null, max: number | null] {
  range.knowOnly(['min', 'max']);
  for (const name of ['min', 'max']) {
    if (!range.at(name).present) range.at(name).error('FIELD-REQUIRED', `${range.label} must have ${name}.`);
  }
  return [range.at('min').number(), range.at('max').number()];
}

function validateHealthTimeout(override: Field): void {
  override.knowOnly(['name', 'timeout']);
  const [name, timeout] = [override.at('name').text() ?? '', override.at('timeout').text() ?? ''];
  if (!/^[a-zA-Z0-9_ -]+$/.test(name))
    override
      .at('name')
      .error('VALUE-SYNTAX', `${override.at('name').label} must be letters, digits, blanks, dashes and underscores.`);
  if (!isGoDuration(timeout))
    override
      .at('timeout')
      .error('VALUE-SYNTAX', `${override.at('timeout').label} must be a duration such as 90s, not negative.`);
}

function validateNodePorts(list: Field): void {
  const { length } = list.items();
  if (length > maxNodePortRanges)
    list.error('LIST-LENGTH', `${list.label} has ${length} ranges; at most ${maxNodePortRanges} are allowed.`);
  list.items().forEach(portRange);
}

function validateDscp(field: Field): void {
  if (typeof field.value === 'number') field.integer(0, 63);
  else field.text();
}

/** All fields of FelixConfiguration's spec by format; facts from the CRD of projectcalico.org/v3 and Calico's validator. */
// prettier-ignore
export const felixFields: FormatTable = [
  [flag, [
    'allowIPIPPacketsFromWorkloads', 'allowVXLANPacketsFromWorkloads', 'bpfConnectTimeLoadBalancingEnabled', 'bpfDisableUnprivileged',
    'bpfEnabled', 'bpfHostConntrackBypass', 'bpfIPFragmentReassemblyEnabled', 'bpfKubeProxyIptablesCleanupEnabled', 'bpfPolicyDebugEnabled',
    'debugDisableLogDropping', 'disableConntrackInvalidCheck', 'endpointReportingEnabled', 'flowLogsCollectorDebugTrace',
    'genericXDPEnabled', 'healthEnabled', 'ipipEnabled', 'ipv6Support', 'prometheusGoMetricsEnabled', 'prometheusMetricsEnabled',
    'prometheusProcessMetricsEnabled', 'prometheusWireGuardMetricsEnabled', 'removeExternalRoutes', 'requireMTUFile', 'routeSyncDisabled',
    'sidecarAccelerationEnabled', 'usageReportingEnabled', 'useInternalDataplaneDriver', 'vxlanEnabled', 'wireguardEnabled',
    'wireguardEnabledV6', 'wireguardHostEncryptionEnabled', 'wireguardThreadingEnabled', 'xdpEnabled',
  ]],
  [text, [
    'bpfCTLBLogFilter', 'cgroupV2Path', 'dataplaneDriver', 'debugHost', 'debugMemoryProfilePath', 'endpointStatusPathPrefix',
    'flowLogsGoldmaneServer', 'healthHost', 'interfaceExclude', 'interfacePrefix', 'iptablesLockFilePath', 'logFilePath', 'metadataAddr',
    'policySyncPathPrefix', 'prometheusMetricsCAFile', 'prometheusMetricsCertFile', 'prometheusMetricsHost', 'prometheusMetricsKeyFile',
  ]],
  [anyInteger, [
    'bpfExportBufferSizeMB', 'bpfKubeProxyHealthzPort', 'bpfMaglevMaxEndpointsPerService', 'bpfMaglevMaxServices', 'bpfMapSizeConntrack',
    'bpfMapSizeIPSets', 'bpfMapSizeIfState', 'bpfMapSizeNATAffinity', 'bpfMapSizeNATBackend', 'bpfMapSizeNATFrontend',
    'bpfMapSizePerCpuConntrack', 'bpfMapSizeRoute', 'debugPort', 'deviceRouteProtocol', 'goGCThreshold', 'goMaxProcs', 'goMemoryLimitMB',
    'healthPort', 'ipipMTU', 'maxIpsetSize', 'metadataPort', 'prometheusMetricsPort', 'vxlanMTU', 'vxlanMTUV6', 'vxlanPort', 'vxlanVNI',
    'wireguardMTU', 'wireguardMTUV6',
  ]],
  [uint32, ['bpfExtToServiceConnmark', 'iptablesMarkMask', 'nftablesMarkMask']],
  [integer(1, 2 ** 31 - 2), ['ipv4ElevatedRoutePriority', 'ipv4NormalRoutePriority', 'ipv6ElevatedRoutePriority', 'ipv6NormalRoutePriority']],
  [integer(1, 65535), ['wireguardListeningPort', 'wireguardListeningPortV6']],
  [integer(1, 32765), ['wireguardRoutingRulePriority']],
  [integer(0, 9999), ['logActionRateLimitBurst']],
  [integer(1, Number.MAX_SAFE_INTEGER), ['bpfMapSizeConntrackCleanupQueue']],
  [duration, [
    'bpfIPFragTimeout', 'bpfKubeProxyMinSyncPeriod', 'debugSimulateCalcGraphHangAfter', 'debugSimulateDataplaneApplyDelay',
    'debugSimulateDataplaneHangAfter', 'endpointReportingDelay', 'flowLogsFlushInterval', 'interfaceRefreshInterval',
    'ipsetsRefreshInterval', 'iptablesLockProbeInterval', 'iptablesLockTimeout', 'iptablesPostWriteCheckInterval',
    'iptablesRefreshInterval', 'netlinkTimeout', 'reportingInterval', 'reportingTTL', 'routeRefreshInterval',
    'usageReportingInitialDelay', 'usageReportingInterval', 'wireguardKeepAlive', 'xdpRefreshInterval',
  ]],
  [goDuration, [
    'dataplaneWatchdogTimeout', 'liveMigrationRouteConvergenceTime', 'localSubnetL2ReachabilityRefreshInterval', 'nftablesRefreshInterval',
  ]],
  [enabledOrDisabled, [
    'bpfHostNetworkedNATWithoutCTLB', 'bpfProfiling', 'bpfRedirectToPeer', 'floatingIPs', 'flowLogsLocalReporter', 'ipForwarding',
    'istioAmbientMode', 'windowsManageFirewallRules',
  ]],
  [word('DoNothing', 'Enable', 'Disable'), ['awsSrcDstCheck']],
  [word('TC', 'TCX', 'Netkit'), ['bpfAttachType']],
  [word('TCP', 'Enabled', 'Disabled'), ['bpfConnectTimeLoadBalancing']],
  [word('Off', 'Debug'), ['bpfConntrackLogLevel']],
  [word('Auto', 'Userspace', 'BPFProgram'), ['bpfConntrackMode']],
  [word('Auto', 'Strict'), ['bpfJITHardening']],
  [word('TunnelAddress', 'HostAddress'), ['bpfOverlayHostSourceIP']],
  [word('None', 'Continuous'), ['flowLogsPolicyEvaluationMode']],
  [word('Legacy', 'NFT', 'Auto'), ['iptablesBackend']],
  [word('Disabled', 'PodsAndLoadBalancers'), ['localSubnetL2Reachability']],
  [word('IPPoolsOnly', 'IPPoolsAndHostIPs'), ['natOutgoingExclusions']],
  [word('All', 'Disabled'), ['nftablesFlowTableOffload']],
  [word('Disabled', 'Enabled', 'Auto'), ['nftablesMode']],
  [word('Enabled', 'Disabled', 'EnabledIPIPOnly', 'EnabledNoEncapOnly'), ['programClusterRoutes']],
  [word('RequireAndVerifyClientCert', 'RequireAnyClientCert', 'VerifyClientCertIfGiven', 'NoClientCert'), ['prometheusMetricsClientAuth']],
  [looseWord('Disabled', 'Strict', 'Loose'), ['bpfEnforceRPF']],
  [looseWord('Tunnel', 'DSR'), ['bpfExternalServiceMode']],
  [looseWord('Off', 'Info', 'Debug'), ['bpfLogLevel']],
  [looseWord('Disabled', 'DoubleIfFull'), ['bpfMapSizeConntrackScaling']],
  [looseWord('Insert', 'Append'), ['chainInsertMode']],
  [looseWord('Drop', 'Reject', 'Disabled'), ['serviceLoopPrevention']],
  [looseWord('WorkloadIPs', 'CalicoIPAM'), ['routeSource']],
  [looseWord('Disabled', 'Any'), ['workloadSourceSpoofing']],
  [logLevel, ['logSeverityFile', 'logSeverityScreen', 'logSeveritySys']],
  [acceptOrReturn, ['iptablesFilterAllowAction', 'iptablesMangleAllowAction', 'nftablesFilterAllowAction', 'nftablesMangleAllowAction']],
  [dropOrReject, ['iptablesFilterDenyAction', 'nftablesFilterDenyAction']],
  [regularExpression, [
    'bpfDataIfacePattern', 'bpfDisableGROForIfaces', 'bpfL3IfacePattern', 'logDebugFilenameRegex', 'mtuIfacePattern',
    'nftablesFlowTableDataIfacePattern',
  ]],
  [interfaceName, ['wireguardInterfaceName', 'wireguardInterfaceNameV6']],
  [interfaceFilter, ['iptablesNATOutgoingInterfaceFilter']],
  [listOf(interfaceFilter), ['bpfForceTrackPacketsFromIfaces']],
  [nets, ['bpfDSROptoutCIDRs', 'bpfExcludeCIDRsFromNAT']],
  [ipv4Nets, ['externalNodesList']],
  [address(4), ['deviceRouteSourceAddress', 'natOutgoingAddress']],
  [address(6), ['deviceRouteSourceAddressIPv6']],
  [portRange, ['bpfPSNATPorts', 'natPortRange']],
  [validateNodePorts, ['kubeNodePortRanges']],
  [validateDscp, ['istioDSCPMark']],
  [(field) => field.textMap(), ['bpfLogFilters']],
  [(field) => validateFormats(field, conntrackTimeouts), ['bpfConntrackTimeouts']],
  [listOf(validateHealthTimeout), ['healthTimeoutOverrides']],
  [validateRouteTableRange, ['routeTableRange']],
  [validateRouteTableRanges, ['routeTableRanges']],
  [selector, ['nodeSelector']],
  [pairs(/^(?:true|false|)$/, 'pairs such as RestoreSupportsLock=true, comma-separated'), ['featureDetectOverride']],
  [pairs(/./, 'pairs such as Feature=Enabled, comma-separated'), ['featureGates']],
  [textThat((given) => /^[1-9]\d{0,3}\/(?:second|minute|hour|day)$/.test(given), 'a rate such as 10/minute'), ['logActionRateLimit']],
  [textThat((given) => /^[a-zA-Z0-9%: /_-]*$/.test(given), 'letters, digits, blanks and %:/_-'), ['logPrefix']],
  [
    textThat((given) => given.length <= maxRegionLength && /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)?$/.test(given), 'a name of at most 46 lower-case letters, digits and dashes'),
    ['openstackRegion'],
  ],
  // Read, and complained about, where verdicts need them.
  [anything, ['defaultEndpointToHostAction', 'failsafeInboundHostPorts', 'failsafeOutboundHostPorts']],
];
