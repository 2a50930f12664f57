import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { boxAround, centerY, type Box } from "./box.js";
import { channelsOf } from "../../model/network/family.js";
import type { ShareColumn, StackPart } from "./scene.js";
import { spread } from "./spread.js";
import type { Sizes } from "./sizes.js";

/** Between the numbers beside a stack. */
const stackLabelGap = 16;

interface PathRow {
  readonly path: NetworkNode;
  readonly hue: number;
}

/** The channels of each path in what joins them, one below the other. */
export function stackParts(rows: readonly PathRow[], exit: Box): readonly StackPart[] {
  const total = rows.reduce((sum, row) => sum + channelsOf(row.path.outputShape), 0);
  let y = exit.y;
  const boxes = rows.map((row) => {
    const height = total === 0 ? 0 : (exit.height * channelsOf(row.path.outputShape)) / total;
    const box = { ...exit, y, height };
    y += height;
    return box;
  });
  const labels = spread(boxes.map(centerY), stackLabelGap);
  return rows.map((row, index) => {
    const box = boxes[index] ?? exit;
    return {
      id: row.path.id,
      hue: row.hue,
      channels: channelsOf(row.path.outputShape),
      box,
      labelY: labels[index] ?? centerY(box),
    };
  });
}

/** All channels of a sum, which no path has for itself. */
export function sumPart({ id, outputShape }: NetworkNode, hue: number, exit: Box): StackPart {
  return { id, hue, channels: channelsOf(outputShape), box: exit, labelY: null };
}

/** Bars right of the concatenation, around its middle: what the paths put into it, and what they learn. */
export function shareColumns(block: NodeId, exit: Box, sizes: Sizes): readonly ShareColumn[] {
  if (sizes.sharePitch === 0) return [];
  const height = Math.max(exit.height, sizes.shareHeight);
  const left = exit.x + exit.width + sizes.stackLabelWidth + (sizes.sharePitch > 20 ? 0 : 2);
  return (["energy", "gradient"] as const).map((of, index) => ({
    id: `${block}/${of}`,
    block,
    of,
    box: boxAround(left + index * sizes.sharePitch, centerY(exit), sizes.shareBarWidth, height),
  }));
}
