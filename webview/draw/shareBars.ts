import type { SvgGroup } from "../marks/groupOf.js";
import { local, select, type Selection } from "d3";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { formatShare } from "../words/format.js";
import { pathSharesOf, whyEmpty, type PathShare } from "../state/pathShares.js";
import { round } from "../layout/band.js";
import { membersOf, nodeOf } from "../../model/network/family.js";
import type { Scene, ShareColumn } from "../layout/scene.js";
import { isSeen, type Sight } from "../layout/sight.js";
import { spread } from "../layout/spread.js";
import { t } from "../words/l10n.js";
import { hueOf } from "../words/nodeText.js";
import { pathNumberOf } from "../../model/network/nodeId.js";
import { hueClass } from "../marks/theme.js";
import { updateAttribute, updateText } from "../marks/update.js";
import { placeBox, placeColumn } from "./box.js";
import type { NumberSource } from "./annotations.js";

interface Part {
  readonly id: string;
  readonly column: ShareColumn;
  readonly path: NodeId;
  readonly place: number;
  readonly hue: number;
}

const titles: Readonly<Record<ShareColumn["of"], string>> = {
  energy: t("energy"),
  gradient: t("gradient"),
};

/** What the bars of a picture show, for a mouse that asks. */
const newestStacks = local<ReadonlyMap<string, Stack>>();

/** Between the numbers beside a bar. */
const labelGap = 15;

/**
 * The places of the bars of what each path contributes; the shares come with `drawShares`.
 *
 *     g[aria-hidden]
 *       rect.share-track > title         written when the mouse asks for it
 *       line.share.hue-N[data-share]     a path
 *       text.share-title                 where there is room
 *       text.share-value[data-share-of]  a path, where there is room
 */
export function drawShareColumns(
  group: SvgGroup,
  { scene, graph }: { readonly scene: Scene; readonly graph: NetworkGraph },
): void {
  const isLabeled = scene.density !== "compact";
  const key = ({ id }: { readonly id: string }): string => id;
  const parts = scene.shares.flatMap((column) => partsOf(graph, column));
  group.attr("aria-hidden", "true");
  const tracks = group
    .selectAll<SVGRectElement, ShareColumn>("rect.share-track")
    .data(scene.shares, key)
    .join("rect")
    .attr("class", "share-track")
    .on("pointerenter", function (_event, { id }) {
      writeTitle(this, newestStacks.get(this)?.get(id)?.spoken() ?? "");
    });
  placeBox(tracks, ({ box }) => box);
  placeColumn(
    group
      .selectAll<SVGLineElement, Part>("line.share")
      .data(parts, key)
      .join("line")
      .attr("class", ({ hue }) => `share ${hueClass(hue)}`)
      .attr("data-share", key),
    ({ column: { box } }) => ({ ...box, y: box.y + box.height, height: 0 }),
  );
  group
    .selectAll<SVGTextElement, ShareColumn>("text.share-title")
    .data(isLabeled ? scene.shares : [], key)
    .join("text")
    .attr("class", "share-title dim")
    .attr("x", ({ box }) => round(box.x))
    .attr("y", ({ box }) => round(box.y - 10))
    .text(({ of }) => titles[of]);
  group
    .selectAll<SVGTextElement, Part>("text.share-value")
    .data(isLabeled ? parts : [], key)
    .join("text")
    .attr("class", "share-value")
    .attr("data-share-of", key)
    .attr("x", ({ column: { box } }) => round(box.x + box.width + 6));
}

/** The bars that are seen. */
export interface ShareMarks {
  readonly group: SvgGroup;
  readonly columns: readonly ShareColumn[];
  readonly bars: Selection<SVGLineElement, Part, SVGGElement, unknown>;
  readonly values: Selection<SVGTextElement, Part, SVGGElement, unknown>;
}

/** What is seen of the places that `drawShareColumns` made. */
export function selectShares(group: SvgGroup, sight: Sight | null): ShareMarks {
  const columns = group
    .selectAll<SVGRectElement, ShareColumn>("rect.share-track")
    .data()
    .filter(({ box }) => isSeen(sight, box));
  const isShown = ({ column }: Part): boolean => isSeen(sight, column.box);
  return {
    group,
    columns,
    bars: group.selectAll<SVGLineElement, Part>("line.share").filter(isShown),
    values: group.selectAll<SVGTextElement, Part>("text.share-value").filter(isShown),
  };
}

/** Writes the newest shares: texts and attributes, nothing else. */
export function drawShares(
  { group, columns, bars, values }: ShareMarks,
  { graph, live }: NumberSource,
): void {
  const stacks = stacksOf(columns, graph, live);
  const isSilent = [...stacks.values()].every(({ isKnown }) => !isKnown);
  if (group.classed("is-silent") !== isSilent) group.classed("is-silent", isSilent);
  if (isSilent) return;
  const segmentOf = ({ column, place }: Part): Segment | undefined =>
    stacks.get(column.id)?.segments[place];
  // Each reaches down to the end of the bar, and the next covers what is not its own.
  updateAttribute(bars, "y1", (part) =>
    String(round(segmentOf(part)?.top ?? part.column.box.y + part.column.box.height)),
  );
  const node = group.node();
  if (node !== null) newestStacks.set(node, stacks);
  updateText(values, (part) => segmentOf(part)?.text ?? "");
  const labels = new Map(
    values.empty() ? [] : columns.map(({ id }) => [id, labelYs(stacks.get(id))]),
  );
  updateAttribute(values, "y", ({ column, place }) =>
    String(round((labels.get(column.id)?.[place] ?? column.box.y) + 4)),
  );
}

/** What the mouse alone asks for is written when it asks. */
function writeTitle(track: SVGRectElement, text: string): void {
  select(track).selectAll("title").data([text]).join("title").text(text);
}

/** One path's part of a bar. */
interface Segment {
  readonly top: number;
  /** Where its number stands. */
  readonly middle: number;
  /** Empty where nothing was measured. */
  readonly text: string;
}

interface Stack {
  readonly isKnown: boolean;
  readonly segments: readonly Segment[];
  readonly spoken: () => string;
}

function stacksOf(
  columns: readonly ShareColumn[],
  graph: NetworkGraph,
  live: NumberSource["live"],
): ReadonlyMap<string, Stack> {
  const blocks = new Set(columns.map(({ block }) => block));
  const shares = new Map(
    [...blocks].map((block) => [block, pathSharesOf(graph, nodeOf(graph, block), live) ?? []]),
  );
  return new Map(
    columns.map((column) => [
      column.id,
      live.step === null ? notYet : stackOf(column, shares.get(column.block) ?? []),
    ]),
  );
}

/** Before the first measurement. */
const notYet: Stack = { isKnown: false, segments: [], spoken: () => "" };

function stackOf({ of, box }: ShareColumn, shares: readonly PathShare[]): Stack {
  const end = box.y + box.height;
  const empty = whyEmpty(of, shares);
  if (empty !== null) return emptyStack(empty, shares.length, box);
  let { y } = box;
  const segments = shares.map((share): Segment => {
    const part = share[of];
    if (part === null) return { top: end, middle: end, text: "" };
    const top = y;
    y += box.height * part;
    return { top, middle: (top + y) / 2, text: formatShare(part) };
  });
  return { isKnown: true, segments, spoken: () => spokenOf(of, shares) };
}

/** An empty bar says at its middle why it is empty. */
function emptyStack(
  { word, sentence }: NonNullable<ReturnType<typeof whyEmpty>>,
  count: number,
  { y, height }: ShareColumn["box"],
): Stack {
  const segments = Array.from({ length: count }, (_, place): Segment => ({
    top: y + height,
    middle: y + height / 2,
    text: place === count >> 1 ? word : "",
  }));
  return { isKnown: true, segments, spoken: () => sentence };
}

function partsOf(graph: NetworkGraph, column: ShareColumn): readonly Part[] {
  return membersOf(graph, column.block)
    .filter(({ kind }) => kind === "path")
    .map(({ id }, place) => ({
      id: `${id} ${column.of}`,
      column,
      path: id,
      place,
      hue: hueOf(id),
    }));
}

/** The numbers beside a bar, each at its part and apart from the others. */
function labelYs(stack: Stack | undefined): readonly number[] {
  return spread(stack?.segments.map(({ middle }) => middle) ?? [], labelGap);
}

function spokenOf(of: ShareColumn["of"], shares: readonly PathShare[]): string {
  const each = shares.map((share) =>
    t("path {0} {1}", pathNumberOf(share.path.id), formatShare(share[of])),
  );
  return of === "energy"
    ? t("Share of the output's energy: {0}", each.join(", "))
    : t("Share of the squared gradient norm: {0}", each.join(", "));
}
