import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import type { Colored } from "../state/colorScale.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { formatCompact, formatCount, formatShape } from "../words/format.js";
import { t } from "../words/l10n.js";
import { longTitle, shortTitle } from "../words/nodeText.js";
import { nameOf } from "../../model/network/nodeId.js";
import type { WhatIf } from "../protocol.js";
import { firstPoint, knownInputs, largestInput, type WhatIfAnswer } from "../state/whatIf.js";
import { updateText } from "../marks/update.js";
import { standingApart } from "../layout/apart.js";
import { drawColoring } from "./drawColoring.js";

export interface PictureBar {
  readonly graph: NetworkGraph;
  readonly answer: WhatIfAnswer;
  readonly whatIf: WhatIf;
  /** The sides of the run's own input; null where its height and width differ, and none with two sides can be asked for. */
  readonly ownSize: number | null;
  readonly colored: Colored;
  /** What becomes of the smallest inputs; empty where none is asked. */
  readonly verdict: string;
  /** The block whose reductions can be taken out; null where none is chosen. */
  readonly block: NetworkNode | null;
  /** All that are drawn without them, in the order of the network. */
  readonly changed: readonly ChangedBlock[];
}

export interface ChangedBlock {
  readonly now: NetworkNode;
  /** As the run has it. */
  readonly before: NetworkNode;
}

export interface PictureBarActions {
  readonly choose: (id: NodeId) => void;
  readonly chooseColoring: (id: string) => void;
  readonly askInputSize: (size: number | null) => void;
  readonly toggleReductions: (block: NodeId) => void;
  readonly askNothing: () => void;
}

/**
 * What colors the picture, and what a person may change to see what happens.
 *
 *     div
 *       div.coloring                              by `drawColoring`
 *       div.input-size > label > span, input[type=range]; div.known-inputs > button ×n; span.size
 *       label.reductions > input[type=checkbox], span
 */
export function drawPictureBar(
  bar: HtmlSelection,
  shown: PictureBar,
  actions: PictureBarActions,
): void {
  drawColoring(childOf(bar, "div", "coloring"), shown.colored, actions.chooseColoring);
  drawInputSize(bar, shown, actions);
  drawReductions(bar, shown, actions);
}

function drawInputSize(
  bar: HtmlSelection,
  { graph, whatIf, ownSize }: PictureBar,
  { askInputSize }: PictureBarActions,
): void {
  const [, height = 1, width = 1] = graph.input;
  const size = whatIf.inputSize ?? ownSize ?? height;
  const ask = (asked: number): void => {
    askInputSize(asked === ownSize ? null : asked);
  };
  const part = childOf(bar, "div", "input-size");
  // A run may have larger images than can be asked for.
  const most = Math.max(largestInput, ownSize ?? height);
  const label = childOf(part, "label", "sliding");
  updateText(childOf(label, "span", "label"), () => t("Input"));
  childOf(label, "input", "slider")
    .attr("type", "range")
    .attr("min", 1)
    .attr("max", most)
    .attr("step", 1)
    .attr("aria-valuetext", t("{0} by {1} pixels", height, width))
    .property("value", size)
    .on("input", (event: Event) => {
      // SAFETY: the listener is that of an input.
      ask(Number((event.target as HTMLInputElement).value));
    });
  const pressed = whatIf.inputSize ?? ownSize;
  drawKnownInputs(childOf(part, "div", "known-inputs"), { pressed, ownSize, most }, ask);
  updateText(childOf(part, "span", "size"), () => formatShape(graph.input.slice(1)));
}

/** As the styles have it: the way of the slider's thumb, and a digit of its marks with the room between two of them. */
const [wayWidth, digitWidth, markGap] = [134, 6.7, 4];

/** The sizes that are marked: the run's own comes before others that would lie on it. */
function marksOf(ownSize: number | null, placeOf: (size: number) => number): readonly number[] {
  const sizes = new Set([...(ownSize === null ? [] : [ownSize]), ...knownInputs]);
  const marks = [...sizes].map((size) => ({
    size,
    x: wayWidth * placeOf(size),
    width: digitWidth * String(size).length,
  }));
  return ascending(standingApart(marks, markGap).map(({ size }) => size));
}

/** Under the slider, each at its place. */
function drawKnownInputs(
  row: HtmlSelection,
  {
    pressed,
    ownSize,
    most,
  }: Pick<PictureBar, "ownSize"> & { readonly pressed: number | null; readonly most: number },
  ask: (size: number) => void,
): void {
  const placeOf = (known: number): number => (known - 1) / (most - 1);
  row
    .selectAll<HTMLButtonElement, number>("button")
    .data(marksOf(ownSize, placeOf), String)
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .style("left", (known) => `${100 * placeOf(known)}%`)
    .attr("aria-label", (known) => t("Input of {0} by {0} pixels", known))
    .attr("aria-pressed", (known) => String(known === pressed))
    .text((known) => known)
    .on("click", (_event, known) => {
      ask(known);
    });
}

function ascending(sizes: readonly number[]): readonly number[] {
  return sizes.toSorted((a, b) => a - b);
}

function drawReductions(
  bar: HtmlSelection,
  { block, whatIf }: PictureBar,
  { toggleReductions }: PictureBarActions,
): void {
  const label = childOf(bar, "label", "reductions").attr("hidden", block === null ? "" : null);
  childOf(label, "input", "switch")
    .attr("type", "checkbox")
    .property("checked", block !== null && whatIf.unreduced.includes(block.id))
    .on("change", () => {
      if (block !== null) toggleReductions(block.id);
    });
  updateText(childOf(label, "span", "text"), () =>
    block === null ? "" : t("{0} without its 1×1 reductions", nameOf(block.id)),
  );
  label.attr(
    "title",
    t("What do the 1×1 reductions buy? The 3×3 and 5×5 windows then read the block's whole input."),
  );
}

/**
 * What comes of what is changed; it stands below the bar, so that its lines move nothing that is dragged.
 *
 *     p
 *       span.said                                 what gives way where there is one line
 *         span.problem
 *         span.grid, button.point, span.stop      where the grid becomes 1×1
 *         span.without, span.blocks > button ×n   the blocks without their reductions
 *         span.growth, span.note
 *       button.back
 */
export function drawAnswer(
  line: HtmlSelection,
  shown: PictureBar,
  actions: PictureBarActions,
): void {
  const said = childOf(line, "span", "said");
  updateText(childOf(said, "span", "problem"), () => spaced(shown.answer.problem));
  drawPoint(said, shown, actions);
  updateText(childOf(said, "span", "verdict"), () => spaced(shown.verdict));
  drawChanged(said, shown.changed, actions);
  updateText(childOf(said, "span", "note"), () =>
    shown.answer.isChanged
      ? spaced(t("Live numbers are hidden: they are those of another network or input."))
      : "",
  );
  drawBack(line, shown.whatIf, actions);
}

function drawPoint(line: HtmlSelection, shown: PictureBar, { choose }: PictureBarActions): void {
  const point = shown.whatIf.inputSize === null ? undefined : firstPoint(shown.graph);
  updateText(childOf(line, "span", "grid"), () => spaced(gridText(shown)));
  childOf(line, "button", "point")
    .attr("type", "button")
    .attr("hidden", point === undefined ? "" : null)
    .text(point === undefined ? "" : placeText(point))
    .on("click", () => {
      if (point !== undefined) choose(point.id);
    });
  updateText(childOf(line, "span", "stop"), () => (point === undefined ? "" : ". "));
}

function drawChanged(
  line: HtmlSelection,
  changed: readonly ChangedBlock[],
  { choose }: PictureBarActions,
): void {
  updateText(childOf(line, "span", "without"), () =>
    changed.length === 0 ? "" : spaced(t("Without 1×1 reductions:")),
  );
  childOf(line, "span", "blocks")
    .selectAll<HTMLButtonElement, ChangedBlock>("button")
    .data(changed, ({ now }) => now.id)
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .text(({ now }) => nameOf(now.id))
    .attr("title", ({ now }) => longTitle(now))
    .on("click", (_event, { now }) => {
      choose(now.id);
    });
  updateText(childOf(line, "span", "growth"), () =>
    changed.length === 0 ? "" : ` ${growthText(changed)} `,
  );
}

/** Goes with what it takes back. */
function drawBack(line: HtmlSelection, whatIf: WhatIf, { askNothing }: PictureBarActions): void {
  const isAsked = whatIf.inputSize !== null || whatIf.unreduced.length > 0;
  line.classed("is-asked", isAsked);
  childOf(line, "button", "back")
    .attr("type", "button")
    .attr("hidden", isAsked ? null : "")
    .text(isAsked ? t("Back to the run's network") : "")
    .on("click", askNothing);
}

/** Apart from what follows, for the eye and for a screen reader. */
function spaced(text: string): string {
  return text === "" ? "" : `${text} `;
}

function placeText(node: NetworkNode): string {
  return `${(node.parent ?? "").replaceAll("/", " › ")} › ${shortTitle(node)}`;
}

function gridText({ graph, whatIf }: PictureBar): string {
  if (whatIf.inputSize === null) return "";
  const [, height, width] = graph.input;
  if (height === 1 && width === 1) return t("The grid is 1×1 from the input on.");
  if (firstPoint(graph) !== undefined) return t("The grid becomes 1×1 at");
  return graph.nodes.some(({ kind }) => kind === "globalAveragePool")
    ? t("The grid becomes 1×1 in the global pool alone.")
    : t("The grid becomes 1×1 nowhere.");
}

/** Of all changed blocks together. */
function growthText(changed: readonly ChangedBlock[]): string {
  const total = (of: keyof ChangedBlock, what: "parameters" | "multiplyAdds"): number =>
    changed.reduce((sum, block) => sum + block[of][what], 0);
  const times = (what: "parameters" | "multiplyAdds"): string =>
    (total("now", what) / total("before", what)).toFixed(1);
  return t(
    "{0} → {1} parameters ({2} times), {3} → {4} multiply-adds ({5} times).",
    formatCount(total("before", "parameters")),
    formatCount(total("now", "parameters")),
    times("parameters"),
    formatCompact(total("before", "multiplyAdds")),
    formatCompact(total("now", "multiplyAdds")),
    times("multiplyAdds"),
  );
}
