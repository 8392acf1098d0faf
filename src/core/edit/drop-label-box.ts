import { isJsonObject, valueAt } from '../model/json.ts';
import type { Manifest } from '../model/document.ts';
import { ok } from '../result.ts';
import type { Command } from './command.ts';
import type { DragPayload, DropOption, DropTarget, Planned } from './drop-context.ts';

type LabelBox = Extract<DropTarget, { readonly kind: 'label-box' }>;

/**
 * A new pod gets the label of the box that it is dropped into; everything else means the canvas there.
 *
 * @param onCanvas the plan for the canvas at that place
 */
export function planInLabelBox(payload: DragPayload, { key, value }: LabelBox, onCanvas: Planned): Planned {
  const isPod = payload.kind === 'create' && payload.what === 'pod';
  if (!isPod || value === null || !onCanvas.ok) return onCanvas;
  const [first, ...others] = onCanvas.value.options;
  const labelled = (option: DropOption): DropOption => ({
    ...option,
    label: `${option.label} with ${textOf(key, value)}`,
    command: withLabel(option.command, key, value),
    sentence: option.sentence.replace(/\.$/, ` with ${textOf(key, value)}.`),
  });
  return ok({ ...onCanvas.value, options: [labelled(first), ...others.map(labelled)] });
}

function textOf(key: string, value: string): string {
  return value === '' ? key : `${key}=${value}`;
}

function withLabel(command: Command, key: string, value: string): Command {
  if (command.type !== 'add-resources') return command;
  const manifests = command.manifests.map((manifest) =>
    manifest['kind'] === 'Pod' ? podWithLabel(manifest, key, value) : manifest,
  );
  return { ...command, manifests };
}

function podWithLabel(manifest: Manifest, key: string, value: string): Manifest {
  const [metadata, labels] = [valueAt(manifest, ['metadata']), valueAt(manifest, ['metadata', 'labels'])];
  return {
    ...manifest,
    metadata: {
      ...(isJsonObject(metadata) ? metadata : {}),
      labels: { ...(isJsonObject(labels) ? labels : {}), [key]: value },
    },
  };
}
