import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import { isPath } from "../../model/network/kinds.js";
import type { NodeId, Shape } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { boxAround, type Box } from "./box.js";
import { channelsOf, membersOf } from "../../model/network/family.js";
import { ribbonOf, widestMaps } from "./ribbon.js";

/** One stage of the pipeline on the map: a block as a stack of its paths, a layer as one bar. */
export interface StripItem {
  readonly id: NodeId;
  readonly kind: "input" | "block" | "layer" | "pool";
  readonly channels: number;
  readonly box: Box;
  readonly parts: readonly StripPart[];
  /** The place of its live bar. */
  readonly live: Box;
}

export interface StripPart {
  readonly id: NodeId;
  readonly hue: number;
  readonly box: Box;
}

export interface StripModule {
  readonly id: NodeId;
  readonly box: Box;
  readonly items: readonly StripItem[];
}

export interface Strip {
  readonly width: number;
  readonly height: number;
  readonly hasNumbers: boolean;
  readonly modules: readonly StripModule[];
  readonly bands: readonly Band[];
}

/** In units of a block's width. */
const widths = { block: 1, layer: 0.62, input: 0.62, pool: 0.14 } as const;
const itemGap = 0.42;
const modulePadding = 0.26;
const moduleGap = 0.24;

/** Heights within a map, from its top. */
export interface StripSizes {
  readonly height: number;
  readonly frameTop: number;
  readonly frameBottom: number;
  readonly trunkY: number;
  /** Of the ribbon where it is widest. */
  readonly tallest: number;
  readonly liveY: number;
  /** Whether there is room for channels and shapes. */
  readonly hasNumbers: boolean;
}

export const tallStrip: StripSizes = {
  height: 174,
  frameTop: 22,
  frameBottom: 152,
  trunkY: 84,
  tallest: 80,
  liveY: 144,
  hasNumbers: true,
};

/** Beside a stage that shows everything: names and proportions alone. */
export const slimStrip: StripSizes = {
  height: 78,
  frameTop: 18,
  frameBottom: 75,
  trunkY: 53,
  tallest: 28,
  liveY: 70,
  hasNumbers: false,
};

const liveHeight = 3;

/** The whole network as one ribbon of channels, fitted to a width. */
export function layoutStrip(graph: NetworkGraph, width: number, sizes: StripSizes): Strip {
  const groups = [
    inputGroup(graph),
    ...membersOf(graph, null).map((node) => moduleGroup(graph, node)),
  ];
  const units =
    groups.reduce((sum, group) => sum + groupUnits(group), 0) + moduleGap * (groups.length - 1);
  const margin = 10;
  const unit = (width - 2 * margin) / units;
  const most = widestMaps(graph);
  const heightOf = (shape: Shape): number =>
    Math.max(2, (sizes.tallest * ribbonOf(shape, most)) / most);
  let x = margin;
  const modules = groups.map((group) => {
    const left = x;
    x += modulePadding * unit;
    const items = group.nodes.map((node) => {
      const kind = itemKind(node);
      const item = placeItem(graph, node, { x, width: widths[kind] * unit, heightOf, sizes });
      x += (widths[kind] + itemGap) * unit;
      return item;
    });
    x += (modulePadding - itemGap) * unit;
    const box = {
      x: left,
      y: sizes.frameTop,
      width: x - left,
      height: sizes.frameBottom - sizes.frameTop,
    };
    x += moduleGap * unit;
    return { id: group.id, box, items };
  });
  return {
    width,
    height: sizes.height,
    hasNumbers: sizes.hasNumbers,
    modules,
    bands: trunk(modules.flatMap(({ items }) => items)),
  };
}

interface Group {
  readonly id: NodeId;
  readonly nodes: readonly NetworkNode[];
}

function inputGroup(graph: NetworkGraph): Group {
  return { id: "input", nodes: graph.nodes.filter((node) => node.kind === "input") };
}

function moduleGroup(graph: NetworkGraph, module: NetworkNode): Group {
  return { id: module.id, nodes: membersOf(graph, module.id) };
}

function groupUnits({ nodes }: Group): number {
  const items = nodes.reduce((sum, node) => sum + widths[itemKind(node)] + itemGap, 0);
  return items - itemGap + 2 * modulePadding;
}

function itemKind(node: NetworkNode): StripItem["kind"] {
  switch (node.kind) {
    case "input":
      return "input";
    case "block":
      return "block";
    case "maxPool":
    case "averagePool":
    case "localResponseNormalization":
    case "dropout":
    case "globalAveragePool":
      return "pool";
    case "convolution":
    case "dense":
      return "layer";
    case "module":
    case "path":
    case "concat":
    case "add":
      throw new RangeError(`${node.id} is no stage of a module.`);
  }
}

function placeItem(
  graph: NetworkGraph,
  node: NetworkNode,
  place: {
    readonly x: number;
    readonly width: number;
    readonly sizes: StripSizes;
    heightOf(shape: Shape): number;
  },
): StripItem {
  const channels = channelsOf(node.outputShape);
  const box = boxAround(place.x, place.sizes.trunkY, place.width, place.heightOf(node.outputShape));
  return {
    id: node.id,
    kind: itemKind(node),
    channels,
    box,
    parts: partsOf(graph, node, box),
    live: { x: box.x, y: place.sizes.liveY, width: box.width, height: liveHeight },
  };
}

function partsOf(graph: NetworkGraph, node: NetworkNode, box: Box): readonly StripPart[] {
  const members = membersOf(graph, node.id);
  const paths = members.filter((each) => isPath(each) && each.isTrainingOnly !== true);
  const isSum = members.some(({ addition }) => addition !== undefined);
  if (paths.length === 0 || isSum) return [{ id: node.id, hue: 0, box }];
  const total = paths.reduce((sum, path) => sum + channelsOf(path.outputShape), 0);
  let y = box.y;
  return paths.map((path, index) => {
    const height = (box.height * channelsOf(path.outputShape)) / total;
    const part = { id: path.id, hue: index + 1, box: { ...box, y, height } };
    y += height;
    return part;
  });
}

function trunk(items: readonly StripItem[]): readonly Band[] {
  return items.slice(1).flatMap((item, index) => {
    const before = items[index];
    return before === undefined
      ? []
      : [
          bandBetween(
            { id: `${before.id}>${item.id}`, hue: 0 },
            rightEnd(before.box),
            leftEnd(item.box),
          ),
        ];
  });
}
