import type { ClusterDocument } from '../model/document.ts';
import type { FailsafePort } from '../model/entities.ts';
import type { JsonObject } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';
import { printCidr } from '../net/cidr.ts';
import { printProtocol } from '../net/protocol.ts';
import type { Command } from './command.ts';
import { configurationCommand } from './configuration-commands.ts';

/** The field that holds the failsafe ports of a direction (R5.25). */
export const failsafeFields: Readonly<Record<Direction, string>> = {
  ingress: 'failsafeInboundHostPorts',
  egress: 'failsafeOutboundHostPorts',
};

/**
 * Writes the failsafe ports of one direction.
 *
 * @param configuration name: `default`, or `node.<name>`
 * @param ports null: the field is left out, so that what lies below it counts; `[]`: none at all
 */
export function failsafeCommand(
  document: ClusterDocument,
  configuration: string,
  direction: Direction,
  ports: readonly FailsafePort[] | null,
): Command {
  return configurationCommand(
    document,
    { kind: 'FelixConfiguration', name: configuration },
    ['spec', failsafeFields[direction]],
    ports?.map(printFailsafe),
    `Change ${direction === 'ingress' ? 'inbound' : 'outbound'} failsafe ports of ${
      configuration === 'default' ? 'all nodes' : configuration.replace(/^node\./, '')
    }`,
  );
}

function printFailsafe({ protocol, port, net }: FailsafePort): JsonObject {
  return { protocol: printProtocol(protocol), port, ...(net === null ? {} : { net: printCidr(net) }) };
}
