import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { createDropdown, updateDropdown } from "../controls.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { formatCompact, formatCount } from "../format.js";
import { t } from "../l10n.js";
import { colorings, endsOf, type Coloring } from "../measures.js";
import { longTitle, nameOf, shortTitle } from "../nodeText.js";
import { firstPoint, largestInput, type Answer, type Question } from "../question.js";
import { updateText } from "../update.js";

export interface QuestionBar {
  readonly graph: NetworkGraph;
  readonly answer: Answer;
  readonly question: Question;
  /** The height of the run's own input. */
  readonly ownSize: number;
  readonly coloring: Coloring;
  /** The block whose reductions can be taken out; null where none is chosen. */
  readonly block: NetworkNode | null;
  /** The same block as the run has it. */
  readonly ownBlock: NetworkNode | null;
}

export interface QuestionActions {
  readonly choose: (id: NodeId) => void;
  readonly chooseColoring: (id: string) => void;
  readonly askInputSize: (size: number | null) => void;
  readonly toggleReductions: (block: NodeId) => void;
}

/**
 * What colors the picture, and what a person may change to see what happens.
 *
 *     div
 *       div.coloring > vscode-dropdown, span.legend > span.ramp
 *       label.input-size > span, input[type=range], span
 *       button.reset
 *       label.reductions > input[type=checkbox], span
 *       p.answer > span ×n, button
 */
export function drawQuestionBar(
  bar: HtmlSelection,
  shown: QuestionBar,
  actions: QuestionActions,
): void {
  drawColoring(childOf(bar, "div", "coloring"), shown.coloring, actions);
  drawInputSize(bar, shown, actions);
  drawReductions(bar, shown, actions);
  drawAnswer(childOf(bar, "p", "answer"), shown, actions);
}

function drawColoring(
  part: HtmlSelection,
  coloring: Coloring,
  { chooseColoring }: QuestionActions,
): void {
  part
    .selectAll<HTMLElement, null>("vscode-dropdown")
    .data([null])
    .join((enter) =>
      enter.append(function () {
        const options = colorings.map(({ id, sign, title }) => ({
          id,
          label: `${title} (${sign})`,
        }));
        return createDropdown(
          this.ownerDocument,
          t("What colors the picture"),
          options,
          chooseColoring,
        );
      }),
    )
    .each(function () {
      updateDropdown(this, coloring.id);
    });
  const [from, to] = endsOf(coloring);
  const legend = childOf(part, "span", "legend").attr(
    "title",
    coloring.scale.kind === "log"
      ? t("Colors and bars run from {0} to {1}, on a logarithmic scale", from, to)
      : t("Colors and bars run from {0} to {1}", from, to),
  );
  updateText(childOf(legend, "span", "from"), () => from);
  childOf(legend, "span", "ramp");
  updateText(childOf(legend, "span", "to"), () => to);
  updateText(childOf(legend, "span", "scale-kind"), () =>
    coloring.scale.kind === "log" ? t("log scale") : "",
  );
}

function drawInputSize(
  bar: HtmlSelection,
  { graph, question, ownSize }: QuestionBar,
  { askInputSize }: QuestionActions,
): void {
  const size = question.inputSize ?? ownSize;
  const label = childOf(bar, "label", "input-size");
  updateText(childOf(label, "span", "label"), () => t("Input"));
  childOf(label, "input", "slider")
    .attr("type", "range")
    .attr("min", 1)
    .attr("max", largestInput)
    .attr("step", 1)
    .attr("aria-valuetext", t("{0} by {0} pixels", size))
    .property("value", size)
    .on("input", (event: Event) => {
      const asked = Number((event.target as HTMLInputElement).value);
      askInputSize(asked === ownSize ? null : asked);
    });
  updateText(childOf(label, "span", "size"), () => graph.input.slice(1).join(" × "));
  childOf(bar, "button", "reset")
    .classed("tool codicon codicon-discard", true)
    .attr("type", "button")
    .attr("hidden", question.inputSize === null ? "" : null)
    .attr("aria-label", t("Back to the run's input, {0} × {0}", ownSize))
    .attr("title", t("Back to the run's input, {0} × {0}", ownSize))
    .on("click", () => {
      askInputSize(null);
    });
}

function drawReductions(
  bar: HtmlSelection,
  { block, question }: QuestionBar,
  { toggleReductions }: QuestionActions,
): void {
  const label = childOf(bar, "label", "reductions").attr("hidden", block === null ? "" : null);
  childOf(label, "input", "switch")
    .attr("type", "checkbox")
    .property("checked", block !== null && question.unreduced.includes(block.id))
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

function drawAnswer(line: HtmlSelection, shown: QuestionBar, { choose }: QuestionActions): void {
  const { graph, answer, question } = shown;
  const point = question.inputSize === null ? undefined : firstPoint(graph);
  updateText(childOf(line, "span", "problem"), () => spaced(answer.problem));
  updateText(childOf(line, "span", "grid"), () => spaced(gridText(shown)));
  childOf(line, "button", "link")
    .attr("type", "button")
    .attr("hidden", point === undefined ? "" : null)
    .text(point === undefined ? "" : placeText(point))
    .on("click", () => {
      if (point !== undefined) choose(point.id);
    });
  updateText(childOf(line, "span", "stop"), () => (point === undefined ? "" : ". "));
  updateText(childOf(line, "span", "growth"), () => spaced(growthText(shown)));
  updateText(childOf(line, "span", "note"), () =>
    answer.isChanged
      ? t("Live numbers are hidden: they are those of another network or input.")
      : "",
  );
}

/** Apart from what follows, for the eye and for a screen reader. */
function spaced(text: string): string {
  return text === "" ? "" : `${text} `;
}

function placeText(node: NetworkNode): string {
  return `${(node.parent ?? "").replaceAll("/", " › ")} › ${shortTitle(node)}`;
}

function gridText({ graph, question }: QuestionBar): string {
  if (question.inputSize === null) return "";
  const [, height, width] = graph.input;
  if (height === 1 && width === 1) return t("The grid is 1×1 from the input on.");
  return firstPoint(graph) === undefined
    ? t("The grid becomes 1×1 in the global pool alone.")
    : t("The grid becomes 1×1 at");
}

function growthText({ block, ownBlock, question }: QuestionBar): string {
  if (block === null || ownBlock === null || !question.unreduced.includes(block.id)) return "";
  const times = (now: number, before: number): string => (now / before).toFixed(1);
  return t(
    "{0}: {1} → {2} parameters ({3} times), {4} → {5} multiply-adds ({6} times).",
    longTitle(block),
    formatCount(ownBlock.parameters),
    formatCount(block.parameters),
    times(block.parameters, ownBlock.parameters),
    formatCompact(ownBlock.multiplyAdds),
    formatCompact(block.multiplyAdds),
    times(block.multiplyAdds, ownBlock.multiplyAdds),
  );
}
