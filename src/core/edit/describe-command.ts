import type { ClusterDocument } from '../model/document.ts';
import type { Grouping } from '../model/design.ts';
import type { ResourceId } from '../model/ids.ts';
import { identityOf, nameOf } from '../manifest/identity.ts';
import type { Scene } from '../model/scene.ts';
import { unreachable } from '../result.ts';
import type { Command } from './command.ts';
import { designSpecOf } from './plan-design.ts';
import { ruleNumber } from './rule-number.ts';

/** The step's name in the undo list: "Set label app=web on web-1". */
export function describeCommand(document: ClusterDocument, command: Command): string {
  const name = (id: ResourceId): string => {
    const resource = document.resources[id];
    return resource === undefined ? id : nameOf(resource.manifest);
  };
  switch (command.type) {
    case 'add-resources':
      return `Create ${command.manifests.map((manifest) => identityOf(manifest).name).join(', ')}`;
    case 'remove-resources':
      return `Delete ${command.ids.map(name).join(', ')}`;
    case 'set-label':
      return command.value === null
        ? `Remove label ${command.key} from ${name(command.resource)}`
        : `Set label ${command.key}=${command.value} on ${name(command.resource)}`;
    case 'set-field':
      return `Change ${fieldName(command.path)} of ${name(command.resource)}`;
    case 'replace-manifest':
    case 'write-yaml':
      return `Edit ${name(command.resource)}`;
    case 'write-design':
      return 'Edit YAML of the design';
    case 'rename-resource':
      return `Rename ${name(command.resource)} to ${command.name}`;
    case 'add-rule':
      return `Add ${command.direction} rule to ${name(command.policy)}`;
    case 'remove-rule':
      return `Remove ${command.direction} rule ${ruleNumber(command.index)} of ${name(command.policy)}`;
    case 'move-rule':
      return `Move ${command.direction} rule ${ruleNumber(command.from)} of ${name(command.policy)}`;
    case 'set-tier':
      return `Move ${name(command.policy)} to tier ${command.tier}`;
    case 'move-elements':
      return command.positions.length === 1 ? 'Move' : `Move ${command.positions.length} cards`;
    case 'set-grouping':
      return `Group by ${groupingWord(command.grouping)}`;
    case 'set-fold':
      return `${command.fold === 'unfolded' ? 'Unfold' : 'Fold'} ${command.alike.slice(0, 1).map(name).join('')} and those alike`;
    case 'set-setting':
      return `Set ${command.key} to ${command.value}`;
    case 'set-collapsed':
      return `${command.collapsed ? 'Collapse' : 'Expand'} ${nameInBox(command.box)}`;
    case 'set-note':
      return command.text === null ? 'Delete note' : 'Write note';
    case 'set-disabled':
      return `${command.disabled ? 'Disable' : 'Enable'} ${name(command.policy)}`;
    case 'add-flow':
      return `Draw flow ${command.flow.source} → ${command.flow.destination}`;
    case 'draw-flows':
      return `Draw ${command.flows.length} ${command.flows.length === 1 ? 'flow' : 'flows'}`;
    case 'set-flow':
      return `Change flow ${command.flow.source} → ${command.flow.destination}`;
    case 'remove-flow':
      return 'Remove flow';
    case 'import':
      return `Import ${command.resources.length} ${command.resources.length === 1 ? 'object' : 'objects'}`;
    case 'add-scene':
      return `Add scene ${sceneTitle(command.scene)}`;
    case 'set-scene':
      return `Change scene ${sceneTitle(command.scene)}`;
    case 'move-scene':
      return `Move scene ${nameOfScene(document, command.scene)} to place ${command.to + 1}`;
    case 'remove-scene':
      return `Delete scene ${nameOfScene(document, command.scene)}`;
    case 'turn-design':
    case 'write-lesson':
    case 'sequence':
      return command.label;
    default:
      return unreachable(command);
  }
}

function nameOfScene(document: ClusterDocument, id: string): string {
  const scene = designSpecOf(document).scenes.find((candidate) => candidate.id === id);
  return scene === undefined ? id : sceneTitle(scene);
}

function sceneTitle({ id, title }: Scene): string {
  return title === '' ? id : title;
}

export function groupingWord(grouping: Grouping): string {
  return grouping === 'cluster-node' ? 'node' : grouping.replace(/^label:/, 'label ');
}

/** Boxes are named after their object, or after the label that their pods share. */
function nameInBox(box: string): string {
  return box.slice(box.lastIndexOf('/') + 1);
}

function fieldName(path: readonly (string | number)[]): string {
  return path.filter((step) => step !== 'spec' && step !== 'metadata').join('.');
}
