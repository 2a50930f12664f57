import type { EnterElement, Selection } from "d3";
import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { nodeOf } from "../layout/family.js";
import type { Scene, SceneNode } from "../layout/scene.js";
import { spokenTitle } from "../nodeText.js";
import { hueClass } from "../theme.js";
import { placeBox } from "./box.js";
import { cellsPath } from "./glyph.js";
import { glyphOf, textsOf, type NodeText } from "./nodeContent.js";

interface Drawn {
  readonly scene: SceneNode;
  readonly node: NetworkNode;
  readonly density: Scene["density"];
  readonly position: number;
  readonly siblings: number;
}

/**
 * The nodes of a picture, flat and in reading order; the tree is told by levels.
 *
 *     g[role=tree]
 *       g.node.FORM.hue-N[role=treeitem][data-id]
 *         title
 *         rect.shape-box
 *         rect.edge            (layers)
 *         path.glyph           (layers)
 *         text.CLASS ×n
 */
export function drawNodes(
  group: Selection<SVGGElement, unknown, null, undefined>,
  { scene, graph, label }: { scene: Scene; graph: NetworkGraph; label: string },
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
    .attr("aria-label", ({ node }) => spokenTitle(node));
  placeBox(nodes.select<SVGRectElement>("rect.shape-box"), (drawn) => drawn.scene.box);
  placeBox(nodes.select<SVGRectElement>("rect.edge"), ({ scene: { box } }) => ({
    ...box,
    width: scene.density === "roomy" ? 5 : 3,
  }));
  nodes.select<SVGTitleElement>("title").text(({ node }) => spokenTitle(node));
  nodes.select<SVGPathElement>("path.glyph").attr("d", (drawn) => {
    const { x, y, cells, side } = glyphOf(drawn.scene, drawn.node, drawn.density);
    return cellsPath({ x, y }, cells, side);
  });
  drawTexts(nodes);
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

function keyOf({ scene: { id, form }, density }: Drawn): string {
  return `${id} ${form} ${density}`;
}

function drawnNodes(scene: Scene, graph: NetworkGraph): readonly Drawn[] {
  const drawn = scene.nodes.map((node) => ({ scene: node, node: nodeOf(graph, node.id) }));
  const counts = new Map<NodeId | null, number>();
  const positions = drawn.map(({ node }) => {
    const position = (counts.get(node.parent) ?? 0) + 1;
    counts.set(node.parent, position);
    return position;
  });
  return drawn.map((each, index) => ({
    ...each,
    density: scene.density,
    position: positions[index] ?? 1,
    siblings: counts.get(each.node.parent) ?? 1,
  }));
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
  layers.append("rect").attr("class", "edge");
  layers.append("path").attr("class", "glyph");
  return node;
}

function drawTexts(nodes: Selection<SVGGElement, Drawn, SVGGElement, unknown>): void {
  nodes
    .selectAll<SVGTextElement, NodeText>("text")
    .data(
      ({ scene, node, density }) => textsOf(scene, node, density),
      (text) => text.id,
    )
    .join("text")
    .attr("class", ({ className }) => className)
    .attr("x", ({ x }) => x)
    .attr("y", ({ y }) => y)
    .attr("text-anchor", ({ anchor }) => anchor)
    .text(({ text }) => text);
}
