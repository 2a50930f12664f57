import type { Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId, Shape } from "../../model/network/spec.js";
import { formatShape } from "../words/format.js";
import { round } from "../layout/band.js";
import { nodeOf } from "../../model/network/family.js";
import type { Strip, StripItem, StripModule, StripPart } from "../layout/strip.js";
import { readMeasure } from "../state/measures.js";
import { t } from "../words/l10n.js";
import { briefTitle, shortTitle, spokenTitle } from "../words/nodeText.js";
import { nameOf } from "../../model/network/nodeId.js";
import { shortened } from "../words/textRoom.js";
import { hueClass } from "../marks/theme.js";
import type { NumberSource } from "./annotations.js";
import { withTextsApart, type StripPlace, type StripText } from "./stripTexts.js";
import { drawBands } from "./bands.js";
import { placeBox, placeRow } from "./box.js";
import { groupOf } from "../marks/groupOf.js";
import { updateAttribute } from "../marks/update.js";

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;

/**
 * The map: the whole network as one ribbon.
 *
 *     svg
 *       g.frames > rect.frame[data-frame]
 *       g.bands
 *       g.map[role=tree]
 *         g.module[role=treeitem][data-id] > rect.target, text.module-name, text.module-shape
 *         g.item.KIND[role=treeitem][data-id]
 *           title, rect.target, rect.part.hue-N ×n, text.item-name, text.item-channels
 *       g.live > line.meter-track, line.meter
 */
export function drawStrip(svg: Svg, strip: Strip, graph: NetworkGraph): void {
  svg.attr("viewBox", `0 0 ${strip.width} ${strip.height}`).attr("height", strip.height);
  placeBox(
    groupOf(svg, "frames")
      .attr("aria-hidden", "true")
      .selectAll<SVGRectElement, StripModule>("rect.frame")
      .data(strip.modules, ({ id }) => id)
      .join("rect")
      .attr("class", "frame")
      .attr("data-frame", ({ id }) => id)
      .attr("rx", 3),
    ({ box }) => box,
  );
  drawBands(groupOf(svg, "bands"), strip.bands);
  const map = groupOf(svg, "map").attr("role", "tree").attr("aria-label", t("Pipeline of modules"));
  drawEntries(map, strip, graph);
  const live = groupOf(svg, "live").attr("aria-hidden", "true");
  const items = strip.modules.flatMap((module) => module.items);
  for (const className of ["meter-track", "meter"]) {
    const bars = live
      .selectAll<SVGLineElement, StripItem>(`line.${className}`)
      .data(items.filter(hasMeter), ({ id }) => id)
      .join("line")
      .attr("class", className);
    placeRow(bars, (item) => (className === "meter" ? { ...item.live, width: 0 } : item.live));
  }
}

/** The input measures nothing, and a pool is too narrow for a bar. */
function hasMeter({ kind }: StripItem): boolean {
  return kind === "block" || kind === "layer";
}

export function drawStripLive(svg: Svg, { graph, live, coloring, scale }: NumberSource): void {
  updateAttribute(
    svg.selectAll<SVGLineElement, StripItem>("g.live line.meter"),
    "x2",
    ({ id, live: { x, width } }) => {
      const value = readMeasure(coloring, nodeOf(graph, id), live);
      return String(round(x + (value === null ? 0 : width * scale.fraction(value))));
    },
  );
}

/** Marks what the stage shows, and the chosen node's stage. */
export function drawStripSelection(svg: Svg, scope: NodeId | null, selection: NodeId | null): void {
  const holds = (id: NodeId, inner: NodeId | null): boolean =>
    inner !== null && (inner === id || inner.startsWith(`${id}/`));
  svg
    .selectAll<SVGRectElement, StripModule>("rect.frame")
    .classed("is-open", ({ id }) => holds(id, scope))
    .classed("holds-selection", ({ id }) => holds(id, selection));
  const entries = svg.selectAll<SVGGElement, Entry>("g.entry");
  const chosen = entries
    .data()
    .filter(({ id }) => holds(id, selection))
    .map(({ id }) => id);
  // The innermost that holds the selection: the block or layer rather than its module.
  const stop = chosen[chosen.length - 1] ?? entries.data()[0]?.id;
  entries
    .classed("is-selected", ({ id }) => selection !== null && id === stop)
    .classed("is-open", ({ id }) => id === scope)
    .attr("aria-selected", ({ id }) => String(selection !== null && id === stop))
    .attr("tabindex", ({ id }) => (id === stop ? 0 : -1));
}

interface Entry extends StripPlace {
  readonly id: NodeId;
  readonly level: number;
  readonly className: string;
  readonly position: number;
  readonly siblings: number;
  readonly target: StripItem["box"];
  readonly parts: readonly StripPart[];
}

type HasNumbers = Pick<Strip, "hasNumbers">;

function entriesOf(strip: Strip, graph: NetworkGraph): readonly Entry[] {
  return strip.modules.flatMap((module, index) => {
    const { hasNumbers } = strip;
    const place = { position: index + 1, siblings: strip.modules.length, hasNumbers };
    if (module.id === "input") {
      return module.items.map((item) => itemEntry(item, module, graph, { ...place, level: 1 }));
    }
    return [
      moduleEntry(module, graph, place),
      ...module.items.map((item, position) =>
        itemEntry(item, module, graph, {
          position: position + 1,
          siblings: module.items.length,
          level: 2,
          hasNumbers,
        }),
      ),
    ];
  });
}

/** The width of a sign of the shapes under the map, in the widest of the usual fonts. */
const signWidth = 6.3;
/** Of a bold name. */
const nameWidth = 7.6;

/** The whole shape, or height and width alone where there is less room: the channels stand in the map too. */
function fittingShape(shape: Shape, width: number): string {
  const whole = formatShape(shape);
  const grid = shape.slice(-2).join("×");
  const fits = (text: string): boolean => text.length * signWidth <= width + 8;
  return [whole, grid].find(fits) ?? "";
}

/** A name, or none where it would run into its neighbors': it stands on the stage and in the tooltip too. */
function fitting(name: string, { box }: StripItem): string {
  return name.length * nameWidth <= box.width * 1.5 ? name : "";
}

/** A module's name may reach a little over its frame, as far as it stays apart from the next. */
function nameRoom({ width }: StripModule["box"]): number {
  return Math.max(1.15 * width, Math.min(40, 1.8 * width));
}

function moduleEntry(
  { id, box }: StripModule,
  graph: NetworkGraph,
  { hasNumbers, ...place }: Pick<Entry, "position" | "siblings"> & HasNumbers,
): Entry {
  return {
    ...place,
    id,
    level: 1,
    className: "entry module",
    ...{ module: id, room: box.width, middle: box.x + box.width / 2 },
    target: { ...box, y: 0, height: box.y + box.height + (hasNumbers ? 22 : 0) },
    parts: [],
    texts: [
      { className: "module-name", y: box.y - 7, text: shortened(nameOf(id), nameRoom(box), 12) },
      {
        className: "module-shape",
        y: box.y + box.height + 15,
        text: hasNumbers ? fittingShape(nodeOf(graph, id).outputShape, box.width) : "",
      },
    ],
  };
}

function itemEntry(
  item: StripItem,
  module: StripModule,
  graph: NetworkGraph,
  { hasNumbers, ...place }: Pick<Entry, "position" | "siblings" | "level"> & HasNumbers,
): Entry {
  const node = nodeOf(graph, item.id);
  const { box } = module;
  const isPool = item.kind === "pool";
  const title =
    item.kind === "input" ? "" : node.kind === "convolution" ? briefTitle(node) : shortTitle(node);
  const frame: readonly StripText[] =
    item.id === "input"
      ? [
          {
            className: "module-name",
            y: box.y - 7,
            text: shortened(t("input"), nameRoom(box), 12),
          },
          {
            className: "module-shape",
            y: box.y + box.height + 15,
            text: hasNumbers ? fittingShape(node.outputShape, box.width) : "",
          },
        ]
      : [];
  return {
    ...place,
    id: item.id,
    className: `entry item ${item.kind}`,
    ...{ module: module.id, room: module.box.width, middle: item.box.x + item.box.width / 2 },
    target: { x: item.box.x - 3, y: box.y + 4, width: item.box.width + 6, height: box.height - 8 },
    parts: item.parts,
    texts: [
      ...frame,
      { className: "item-name", y: item.box.y - 6, text: isPool ? "" : fitting(title, item) },
      {
        className: "item-channels",
        y: item.box.y + item.box.height + 13,
        text: isPool || !hasNumbers ? "" : String(item.channels),
      },
    ],
  };
}

function drawEntries(
  map: Selection<SVGGElement, unknown, null, undefined>,
  strip: Strip,
  graph: NetworkGraph,
): void {
  const entries = map
    .selectAll<SVGGElement, Entry>("g.entry")
    .data(withTextsApart(entriesOf(strip, graph)), ({ id }) => id)
    .join((enter) => {
      const entry = enter
        .append("g")
        .attr("role", "treeitem")
        .attr("data-id", ({ id }) => id);
      entry.append("title");
      entry.append("rect").attr("class", "target").attr("rx", 3);
      return entry;
    })
    .order()
    .attr("class", ({ className }) => className)
    .attr("aria-level", ({ level }) => level)
    .attr("aria-posinset", ({ position }) => position)
    .attr("aria-setsize", ({ siblings }) => siblings)
    .attr("aria-label", ({ id }) => spokenTitle(nodeOf(graph, id)));
  entries.select<SVGTitleElement>("title").text(({ id }) => spokenTitle(nodeOf(graph, id)));
  placeBox(entries.select<SVGRectElement>("rect.target"), ({ target }) => target);
  placeBox(
    entries
      .selectAll<SVGRectElement, StripPart>("rect.part")
      .data(
        ({ parts }) => parts,
        ({ id }) => id,
      )
      .join("rect")
      .attr("class", ({ hue }) => `part ${hueClass(hue)}`),
    ({ box }) => ({ ...box, height: Math.max(1, box.height - 1) }),
  );
  entries
    .selectAll<SVGTextElement, StripText & { readonly x: number }>("text")
    .data(
      ({ texts, middle }) => texts.map((text) => ({ ...text, x: middle })),
      ({ className }) => className,
    )
    .join("text")
    .attr("class", ({ className }) => className)
    .attr("text-anchor", "middle")
    .attr("x", ({ x }) => round(x))
    .attr("y", ({ y }) => round(y))
    .text(({ text }) => text);
}
