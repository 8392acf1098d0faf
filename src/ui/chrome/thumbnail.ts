import { findInSummary } from '../../core/expect/flow-finding.ts';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { newDesignManifest, readDesignSpec } from '../../core/manifest/design-spec.ts';
import type { DesignSpec } from '../../core/model/design.ts';
import type { Entity } from '../../core/model/entities.ts';
import { evaluateAll } from '../../core/policy/evaluate.ts';
import { lower } from '../../core/policy/lower.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { VerdictIndex } from '../../core/policy/verdict-index.ts';
import { isCard } from '../canvas/element-spec.ts';
import { boundsOf, centreOf, leavePoint, type Rect } from '../canvas/geometry.ts';
import { arrange } from '../canvas/layout.ts';
import { projectCards } from '../canvas/project-cards.ts';
import { outlineOf, sceneOf } from '../canvas/scene.ts';

/** A design in small: where its boxes and cards lie, and what becomes of its drawn flows. */
export interface Thumbnail {
  readonly bounds: Rect;
  readonly boxes: readonly Rect[];
  readonly cards: readonly ThumbnailCard[];
  readonly arrows: readonly ThumbnailArrow[];
}

export interface ThumbnailCard {
  readonly rect: Rect;
  readonly look: 'pod' | 'host' | 'network' | 'other';
}

export interface ThumbnailArrow {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly verdict: Verdict;
}

const margin = 24;
const looks: Readonly<Record<string, ThumbnailCard['look']>> = {
  pod: 'pod',
  'host-endpoint': 'host',
  'unprotected-node': 'host',
  'external-network': 'network',
  internet: 'network',
};

/** Read, laid out and judged like the design itself, so that it looks as it will when it is opened. */
export function thumbnailOf(name: string, text: string): Thumbnail {
  const resources = Object.values(openDesign([{ name, text }]).document.resources);
  const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  const design = designIn([...entities.values()]);
  const table = evaluateAll(lower(resources));
  const noFailsafes = { ingress: [], egress: [] };
  const specs = projectCards({ entities, design, rows: table.endpoints, failsafesOf: () => noFailsafes });
  const scene = sceneOf(specs, arrange(specs, design.layout.positions, new Map()));
  const cards = specs.filter(isCard);
  const index = new VerdictIndex(table);
  const cardOf = new Map(cards.map((card) => [card.endpoint, card]));
  const arrows = design.flows.flatMap((flow): readonly ThumbnailArrow[] => {
    const [source, destination] = [cardOf.get(flow.source), cardOf.get(flow.destination)];
    const [from, to] = [scene.cards.get(source?.id ?? ''), scene.cards.get(destination?.id ?? '')];
    const summary = index.summary(flow.source, flow.destination);
    if (!source || !destination || !from || !to || from === to || summary === null) return [];
    const [start, end] = [centreOf(from), centreOf(to)];
    return [
      {
        from: leavePoint(from, outlineOf(source), start, { x: end.x - start.x, y: end.y - start.y }),
        to: leavePoint(to, outlineOf(destination), end, { x: start.x - end.x, y: start.y - end.y }),
        // Of the flow's own traffic where the summary tells it: that is what the design is about.
        verdict: (findInSummary(flow, summary) ?? summary).verdict,
      },
    ];
  });
  const rects = [...scene.cards.values(), ...scene.boxes.values()];
  const { x, y, width, height } = boundsOf(rects) ?? { x: 0, y: 0, width: 1, height: 1 };
  return {
    bounds: { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin },
    boxes: [...scene.boxes.values()],
    cards: cards.flatMap(({ id, face }) => {
      const rect = scene.cards.get(id);
      return rect === undefined ? [] : [{ rect, look: looks[face] ?? 'other' }];
    }),
    arrows: withoutTwins(arrows),
  };
}

function designIn(entities: readonly Entity[]): DesignSpec {
  for (const entity of entities) if (entity.kind === 'design') return entity.spec;
  return readDesignSpec(newDesignManifest()).spec;
}

/** Flows on several ports of one pair are one arrow. */
function withoutTwins(arrows: readonly ThumbnailArrow[]): readonly ThumbnailArrow[] {
  const byPlace = new Map(arrows.map((arrow) => [JSON.stringify([arrow.from, arrow.to]), arrow]));
  return [...byPlace.values()];
}
