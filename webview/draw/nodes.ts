import type { EnterElement, Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId, Shape } from "../../model/network/spec.js";
import { lineage, nodeOf } from "../../model/network/family.js";
import { isBlock } from "../../model/network/kinds.js";
import { centerX, centerY } from "../layout/box.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { isSeen, type Sight } from "../layout/sight.js";
import { t } from "../words/l10n.js";
import { spokenTitle } from "../words/nodeText.js";
import { readMeasure } from "../state/measures.js";
import { hueClass } from "../marks/theme.js";
import { updateVariable } from "../marks/update.js";
import type { NumberSource } from "./annotations.js";
import { placeBox } from "./box.js";
import { cellsPath, plusPath } from "./glyph.js";
import { glyphOf, textsOf } from "./nodeContent.js";
import type { NodeText } from "./nodeTexts.js";

const pointText = `, ${t("the grid is 1×1 from here on")}`;

interface Drawn {
  readonly scene: SceneNode;
  readonly node: NetworkNode;
  readonly picture: Pick<Scene, "density" | "maps" | "hasPairs">;
  readonly position: number;
  readonly siblings: number;
  /** The shapes of all layers of its block. */
  readonly beside: readonly Shape[];
  /** Null where a node has no members to fold. */
  readonly isExpanded: boolean | null;
}

/**
 * The nodes of a picture, flat and in reading order; the tree is told by levels.
 *
 *     g[role=tree]
 *       g.node.FORM.hue-N[role=treeitem][data-id]
 *         title
 *         rect.shape-box
 *         rect.heat[style=--share]  (layers: how strong the chosen measure is)
 *         rect.edge            (layers)
 *         path.glyph           (layers)
 *         path.sign            (sums)
 *         text.CLASS ×n
 */
export function drawNodes(
  group: Selection<SVGGElement, unknown, null, undefined>,
  {
    scene,
    graph,
    label,
    point,
  }: {
    readonly scene: Scene;
    readonly graph: NetworkGraph;
    readonly label: string;
    /** The layer from which on the grid is 1×1; it gets a mark. */
    readonly point: NodeId | null;
  },
): void {
  const nodes = group
    .attr("role", "tree")
    .attr("aria-label", label)
    .selectAll<SVGGElement, Drawn>("g.node")
    // A change of form or density is another structure.
    .data(drawnNodes(scene, graph), keyOf)
    .join(enterNode)
    .order()
    .attr("aria-level", ({ scene: { level } }) => level)
    .attr("aria-posinset", ({ position }) => position)
    .attr("aria-setsize", ({ siblings }) => siblings)
    .attr("aria-expanded", ({ isExpanded }) => isExpanded)
    .classed("is-point", ({ scene }) => scene.id === point)
    .attr("aria-label", ({ node }) => spokenTitle(node) + (node.id === point ? pointText : ""));
  placeBox(nodes.select<SVGRectElement>("rect.shape-box"), (drawn) => drawn.scene.box);
  placeBox(nodes.select<SVGRectElement>("rect.heat"), (drawn) => drawn.scene.box);
  placeBox(nodes.select<SVGRectElement>("rect.edge"), ({ scene: { box } }) => ({
    ...box,
    width: scene.density === "compact" ? 3 : 5,
  }));
  nodes.select<SVGTitleElement>("title").text(({ node }) => spokenTitle(node));
  nodes.select<SVGPathElement>("path.point-mark").attr("d", ({ scene: { id, box } }) => {
    const side = scene.density === "compact" ? 9 : 14;
    return id === point ? `M${box.x + box.width},${box.y}v${side}l${-side},${-side}z` : "";
  });
  nodes.select<SVGPathElement>("path.glyph").attr("d", (drawn) => {
    const { x, y, cells, side } = glyphOf(drawn.scene, drawn.node, drawn.picture);
    return cellsPath({ x, y }, cells, side);
  });
  nodes
    .select<SVGPathElement>("path.sign")
    .attr("d", ({ scene: { box } }) =>
      plusPath(centerX(box), centerY(box), scene.density === "compact" ? 6 : 10),
    );
  drawTexts(nodes);
}

export type HeatMarks = Selection<SVGRectElement, Drawn, SVGGElement, unknown>;

/** The layers that are seen, as far as they are colored. */
export function selectHeat(
  group: Selection<SVGGElement, unknown, null, undefined>,
  sight: Sight | null,
): HeatMarks {
  return group
    .selectAll<SVGRectElement, Drawn>("rect.heat")
    .filter(({ scene: { box } }) => isSeen(sight, box));
}

/** Colors layers by what a person chose: the style sheet mixes the color, and changes no place. */
export function drawHeat(marks: HeatMarks, { live, coloring, scale }: NumberSource): void {
  updateVariable(marks, "--share", ({ node }) => {
    const value = readMeasure(coloring, node, live);
    return value === null ? null : `${Math.round(100 * scale.fraction(value))}%`;
  });
}

/** Marks the chosen node; it alone is reached with Tab. */
export function drawSelection(
  group: Selection<SVGGElement, unknown, null, undefined>,
  selected: NodeId | null,
): void {
  const nodes = group.selectAll<SVGGElement, Drawn>("g.node");
  const ids = nodes.data().map(({ scene }) => scene.id);
  const stop = selected !== null && ids.includes(selected) ? selected : ids[0];
  nodes
    .classed("is-selected", ({ scene }) => scene.id === selected)
    .attr("aria-selected", ({ scene }) => String(scene.id === selected))
    .attr("tabindex", ({ scene }) => (scene.id === stop ? 0 : -1));
}

function keyOf({ scene: { id, form, heading = "line" }, picture: { density } }: Drawn): string {
  return `${id} ${form} ${heading} ${density}`;
}

function drawnNodes(scene: Scene, graph: NetworkGraph): readonly Drawn[] {
  const drawn = scene.nodes.map((node) => ({ scene: node, node: nodeOf(graph, node.id) }));
  const counts = new Map<NodeId | null, number>();
  const positions = drawn.map(({ node }) => {
    const position = (counts.get(node.parent) ?? 0) + 1;
    counts.set(node.parent, position);
    return position;
  });
  const besides = shapesBeside(drawn, graph);
  return drawn.map((each, index) => ({
    ...each,
    picture: scene,
    beside: besides[index] ?? [],
    position: positions[index] ?? 1,
    siblings: counts.get(each.node.parent) ?? 1,
    isExpanded: expansionOf(each.scene),
  }));
}

/** Of each layer the shapes of those that are drawn in the same block. */
function shapesBeside(
  drawn: readonly Pick<Drawn, "scene" | "node">[],
  graph: NetworkGraph,
): readonly (readonly Shape[])[] {
  const blocks = drawn.map(({ scene: { form }, node }) =>
    form === "layer" ? lineage(graph, node.id).findLast(isBlock)?.id : undefined,
  );
  const shapes = new Map<NodeId, Shape[]>();
  for (const [index, { node }] of drawn.entries()) {
    const block = blocks[index];
    if (block === undefined) continue;
    shapes.set(block, [...(shapes.get(block) ?? []), node.outputShape]);
  }
  return blocks.map((block) => (block === undefined ? [] : (shapes.get(block) ?? [])));
}

function expansionOf({ form }: SceneNode): boolean | null {
  if (form === "folded") return false;
  return form === "module" || form === "block" ? true : null;
}

function enterNode(
  enter: Selection<EnterElement, Drawn, SVGGElement, unknown>,
): Selection<SVGGElement, Drawn, SVGGElement, unknown> {
  const node = enter
    .append("g")
    .attr("class", ({ scene: { form, hue } }) => `node ${form} ${hueClass(hue)}`)
    .attr("role", "treeitem")
    .attr("data-id", ({ scene }) => scene.id);
  node.append("title");
  node.append("rect").attr("class", "shape-box");
  const layers = node.filter(({ scene }) => scene.form === "layer");
  layers.append("rect").attr("class", "heat");
  layers.append("rect").attr("class", "edge");
  layers.append("path").attr("class", "glyph");
  layers.append("path").attr("class", "point-mark");
  node
    .filter(({ scene }) => scene.form === "sum")
    .append("path")
    .attr("class", "sign");
  return node;
}

function drawTexts(nodes: Selection<SVGGElement, Drawn, SVGGElement, unknown>): void {
  nodes
    .selectAll<SVGTextElement, NodeText>("text")
    .data(
      ({ scene, node, picture, beside }) => textsOf(scene, node, picture, beside),
      (text) => text.id,
    )
    .join("text")
    .attr("class", ({ className }) => className)
    .attr("x", ({ x }) => x)
    .attr("y", ({ y }) => y)
    .attr("text-anchor", ({ anchor }) => anchor)
    .text(({ text }) => text);
}
