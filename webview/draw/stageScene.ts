import type { Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { membersOf, channelsOf, sourceOf } from "../../model/network/family.js";
import { ratioText } from "../words/ratioText.js";
import type { Scene } from "../layout/scene.js";
import type { Sight } from "../layout/sight.js";
import type { Slots } from "../layout/slots.js";
import { nameOf } from "../../model/network/nodeId.js";
import {
  drawMeters,
  drawNumbers,
  drawSlots,
  selectNumbers,
  type NumberMarks,
  type NumberSource,
} from "./annotations.js";
import { drawBands } from "./bands.js";
import { drawBrackets } from "./brackets.js";
import { groupOf } from "../marks/groupOf.js";
import { drawHeat, drawNodes, drawSelection, selectHeat, type HeatMarks } from "./nodes.js";
import { drawShareColumns, drawShares, selectShares, type ShareMarks } from "./shareBars.js";
import { drawPorts, drawStacks } from "./stack.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

export interface StagePicture {
  readonly scene: Scene;
  readonly slots: Slots;
  readonly graph: NetworkGraph;
  /** What the picture is of, for a screen reader. */
  readonly label: string;
  /** The element that tells a screen reader which keys do what. */
  readonly helpId?: string;
  /** The layer from which on the grid is a single position, where that is asked. */
  readonly point?: NodeId | null;
}

/**
 * The picture on the stage, without live numbers.
 *
 *     svg
 *       g.viewport[transform]
 *         g.brackets
 *         g.bands
 *         g.ports
 *         g.stacks
 *         g.shares
 *         g.nodes
 *         g.ratios[aria-hidden] > text.ratio   a block, where there is room
 *         g.annotations
 */
export function drawStageScene(svg: Svg, picture: StagePicture): void {
  const { scene, graph, label, helpId, point = null } = picture;
  const viewport = groupOf(svg, "viewport")
    .attr("data-density", scene.density)
    .classed("density-compact", scene.density === "compact")
    .classed("density-roomy", scene.density !== "compact");
  drawBrackets(groupOf(viewport, "brackets"), scene.brackets);
  drawBands(groupOf(viewport, "bands"), scene.bands);
  drawPorts(groupOf(viewport, "ports"), scene, ({ id }) => {
    const block = graph.byId.get(id.slice(0, id.lastIndexOf("/")));
    const source = block === undefined ? undefined : sourceOf(graph, block);
    return source === undefined ? "" : nameOf(source.id);
  });
  drawStacks(groupOf(viewport, "stacks"), scene);
  drawShareColumns(groupOf(viewport, "shares"), { scene, graph });
  drawNodes(groupOf(viewport, "nodes"), { scene, graph, label, point });
  groupOf(viewport, "nodes").attr("aria-describedby", helpId ?? null);
  drawRatio(viewport, scene, graph);
  drawSlots(groupOf(viewport, "annotations"), picture.slots);
}

/** The ratio of a block's paths under its concatenation, as the chapter states it. */
function drawRatio(
  viewport: Selection<SVGGElement, unknown, null, undefined>,
  scene: Scene,
  graph: NetworkGraph,
): void {
  const concats =
    scene.density === "compact" ? [] : scene.nodes.filter(({ form }) => form === "concat");
  groupOf(viewport, "ratios")
    .attr("aria-hidden", "true")
    .selectAll<SVGTextElement, (typeof concats)[number]>("text.ratio")
    .data(concats, ({ id }) => id)
    .join("text")
    .attr("class", "ratio dim")
    .attr("text-anchor", "middle")
    .attr("x", ({ box }) => box.x + box.width / 2)
    .attr("y", ({ box }) => box.y + box.height + 36)
    .text(({ id }) => {
      const block = graph.byId.get(id)?.parent ?? null;
      const paths = membersOf(graph, block).filter(joinsOthers);
      return paths.length < 2
        ? ""
        : ratioText(paths.map(({ outputShape }) => channelsOf(outputShape)));
    });
}

/** Whether it is a path that gives channels to what follows. */
function joinsOthers({ kind, isTrainingOnly }: NetworkNode): boolean {
  return kind === "path" && isTrainingOnly !== true;
}

export function drawStageSelection(svg: Svg, selected: NodeId | null): void {
  drawSelection(groupOf(groupOf(svg, "viewport"), "nodes"), selected);
}

/** What live numbers change of the part that is seen: looked up once for a scene and a sight, not with each number. */
export interface StageMarks {
  readonly heat: HeatMarks;
  readonly shares: ShareMarks;
  readonly numbers: NumberMarks;
}

export function selectSeen(svg: Svg, sight: Sight | null): StageMarks {
  const viewport = groupOf(svg, "viewport");
  return {
    heat: selectHeat(groupOf(viewport, "nodes"), sight),
    shares: selectShares(groupOf(viewport, "shares"), sight),
    numbers: selectNumbers(groupOf(viewport, "annotations"), sight),
  };
}

/** Draws what is seen at a glance: colors, bars and shares. */
export function drawStageGraphs(
  { heat, shares, numbers }: StageMarks,
  reading: NumberSource,
): void {
  drawHeat(heat, reading);
  drawShares(shares, reading);
  drawMeters(numbers, reading);
}

/** Writes what takes time to be read: numbers and histories. */
export function drawStageNumbers({ numbers }: StageMarks, reading: NumberSource): void {
  drawNumbers(numbers, reading);
}

export function drawStageLive(marks: StageMarks, reading: NumberSource): void {
  drawStageGraphs(marks, reading);
  drawStageNumbers(marks, reading);
}
