import { channelSourcesOf } from "../../model/network/channelSources.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import { isJoin } from "../../model/network/kinds.js";
import { pathNumberOf } from "../../model/network/nodeId.js";
import type { NodeId } from "../../model/network/spec.js";
import type { Band } from "./band.js";
import type { Scene } from "./scene.js";

/** How much of what a layer reads comes from one path, of which a part flows. */
export interface FlowPart {
  readonly node: NodeId;
  readonly share: number;
  readonly flowing: number;
}

/** A part of a ribbon: what comes from one path of the block before. */
export interface FlowBand extends Band {
  /** The ribbon that it is a part of. */
  readonly whole: string;
  readonly source: NodeId;
  /** The layer that it ends at and the part of what that reads; null where it is on its way. */
  readonly end: { readonly layer: NodeId; readonly flowing: number } | null;
}

/**
 * Ribbons that carry what paths of one block give, a part for each path: as wide as the path has channels, and
 * where it ends at a layer with flows as wide as the share that it has of them. What is muted narrows to nothing.
 */
export function flowBandsOf(
  { bands }: Pick<Scene, "bands">,
  graph: NetworkGraph,
  flows: ReadonlyMap<NodeId, readonly FlowPart[]>,
): readonly FlowBand[] {
  return bands.flatMap((band) => {
    const to = graph.byId.get(band.id.slice(band.id.indexOf(">") + 1));
    // What a path ends in keeps the path's own color.
    if (to === undefined || isJoin(to)) return [];
    const sources = channelSourcesOf(graph, to);
    const parts = flows.get(to.id);
    const channels = sources.reduce((sum, source) => sum + source.channels, 0);
    let [before, beforeEnd] = [0, 0];
    return sources.map(({ node, channels: own }, index): FlowBand => {
      const part = parts?.[index];
      const share = part?.share ?? own / channels;
      const width = part?.flowing ?? share;
      // In the middle of its place, so that the others stay where they are.
      const from = beforeEnd + (share - width) / 2;
      const part0 = partOf(band.top0, band.bottom0, before / channels, (before + own) / channels);
      const part1 = partOf(band.top1, band.bottom1, from, from + width);
      before += own;
      beforeEnd += share;
      return {
        ...band,
        ...{ id: `${band.id}|${node}`, whole: band.id, source: node, hue: pathNumberOf(node) },
        ...{ top0: part0[0], bottom0: part0[1], top1: part1[0], bottom1: part1[1] },
        end: part === undefined ? null : { layer: to.id, flowing: width },
      };
    });
  });
}

function partOf(
  top: number,
  bottom: number,
  from: number,
  to: number,
): readonly [top: number, bottom: number] {
  const height = bottom - top;
  return [top + from * height, top + to * height];
}
