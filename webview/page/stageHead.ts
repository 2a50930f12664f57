import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { createDropdown, updateDropdown } from "../controls.js";
import { childOf, type HtmlSelection } from "../dom.js";
import { updateText } from "../update.js";
import { formatCompact, formatCount, formatShape } from "../format.js";
import { lineage } from "../layout/family.js";
import type { LiveValues } from "../liveValues.js";
import { measures, type Measure } from "../measures.js";
import { longTitle, nameOf } from "../nodeText.js";

export interface StageHead {
  readonly graph: NetworkGraph;
  readonly scope: NodeId | null;
  readonly live: LiveValues;
  readonly measure: Measure;
}

export interface StageHeadActions {
  readonly open: (scope: NodeId | null) => void;
  readonly chooseMeasure: (id: string) => void;
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
}

interface Crumb {
  readonly scope: NodeId | null;
  readonly text: string;
}

/**
 * What the stage shows, and the choices of how.
 *
 *     div
 *       nav.crumbs > button ×n
 *       div.summary
 *       div.scope-live > span[data-live] ×n
 *       div.tools > vscode-dropdown, span.legend, button ×3
 */
export function drawStageHead(
  head: HtmlSelection,
  { graph, scope, live, measure }: StageHead,
  actions: StageHeadActions,
): void {
  drawCrumbs(childOf(head, "nav", "crumbs"), graph, scope, actions);
  const node = scope === null ? undefined : graph.byId.get(scope);
  updateText(childOf(head, "div", "summary"), () =>
    node === undefined
      ? `${formatShape(graph.input)} → ${graph.spec.classes} classes · ${formatCount(graph.parameters)} parameters · ${formatCompact(graph.multiplyAdds)} multiply-adds`
      : `${formatShape(node.inputShape)} → ${formatShape(node.outputShape)} · ${formatCount(node.parameters)} parameters · ${formatCompact(node.multiplyAdds)} multiply-adds`,
  );
  const values = childOf(head, "div", "scope-live")
    .selectAll<HTMLSpanElement, Measure>("span")
    .data(node === undefined ? [] : measures, ({ id }) => id)
    .join("span")
    .attr("data-live", ({ id }) => id)
    .attr("title", ({ title }) => title);
  updateText(values, ({ word, id, format }) => `${word} ${format(live.latest(scope ?? "")?.[id])}`);
  drawTools(childOf(head, "div", "tools"), measure, actions);
}

function drawCrumbs(
  nav: HtmlSelection,
  graph: NetworkGraph,
  scope: NodeId | null,
  { open }: StageHeadActions,
): void {
  const around = scope === null ? [] : lineage(graph, scope);
  const crumbs: readonly Crumb[] = [
    { scope: null, text: graph.spec.title },
    ...around.map((node, index) => ({
      scope: node.id,
      text: index === around.length - 1 ? longTitle(node) : nameOf(node.id),
    })),
  ];
  nav
    .attr("aria-label", "What the stage shows")
    .selectAll<HTMLButtonElement, Crumb>("button")
    .data(crumbs, (crumb) => crumb.scope ?? "")
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .attr("aria-current", (crumb) => (crumb.scope === scope ? "true" : null))
    .text(({ text }) => text)
    .on("click", (_event, crumb) => {
      open(crumb.scope);
    });
}

function drawTools(bar: HtmlSelection, measure: Measure, actions: StageHeadActions): void {
  bar
    .selectAll<HTMLElement, null>("vscode-dropdown")
    .data([null])
    .join((enter) =>
      enter.append(function () {
        const options = measures.map(({ id, sign, title }) => ({ id, label: `${sign}  ${title}` }));
        return createDropdown(this.ownerDocument, "What the bars show", options, (id) => {
          actions.chooseMeasure(id);
        });
      }),
    )
    .each(function () {
      updateDropdown(this, measure.id);
    });
  updateText(
    childOf(bar, "span", "legend").attr("title", `The bars run from ${measure.ends.join(" to ")}`),
    () => measure.ends.join(" – "),
  );
  const buttons = [
    {
      id: "out",
      icon: "zoom-out",
      label: "Zoom out",
      act: () => {
        actions.zoomBy(-1);
      },
    },
    { id: "fit", icon: "screen-full", label: "Fit to window", act: actions.fit },
    {
      id: "in",
      icon: "zoom-in",
      label: "Zoom in",
      act: () => {
        actions.zoomBy(1);
      },
    },
  ];
  bar
    .selectAll<HTMLButtonElement, (typeof buttons)[number]>("button")
    .data(buttons, ({ id }) => id)
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .attr("class", ({ icon }) => `tool codicon codicon-${icon}`),
    )
    .attr("aria-label", ({ label }) => label)
    .attr("title", ({ label }) => label)
    .on("click", (_event, { act }) => {
      act();
    });
}
