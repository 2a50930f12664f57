import { childOf, elementOf, type HtmlSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { lineage } from "../../model/network/family.js";
import { t } from "../words/l10n.js";
import { liveAgeText } from "../state/liveAge.js";
import { headlineMeasures, type Measure } from "../state/measures.js";
import { longTitle, shortTitle } from "../words/nodeText.js";
import { inspectorTabs } from "./index.js";
import { contentsOf, type Inspected, type InspectorTab } from "./parts/tab.js";

export interface InspectorActions {
  readonly chooseTab: (id: string) => void;
  readonly choose: (id: NodeId) => void;
}

/**
 * The chosen node in numbers.
 *
 *     aside
 *       nav.crumbs > button ×n
 *       h2.inspector-title
 *       div.mute-switches     by `drawMuteSwitches`
 *       div.now, p.live-age   by `drawNow`
 *       div.tabs[role=tablist] > button[role=tab][data-tab] ×n
 *       div.panel[role=tabpanel][data-tab]   by `drawPanel`
 */
export function drawInspector(
  aside: HtmlSelection,
  { graph, node }: Pick<Inspected, "graph" | "node">,
  tab: InspectorTab,
  actions: InspectorActions,
): void {
  drawCrumbs(childOf(aside, "nav", "crumbs"), lineage(graph, node.id), actions);
  updateText(childOf(aside, "h2", "inspector-title"), () => longTitle(node));
  childOf(aside, "div", "mute-switches");
  childOf(aside, "div", "now");
  childOf(aside, "p", "live-age");
  drawTabs(childOf(aside, "div", "tabs"), tab, actions);
  const panel = childOf(aside, "div", "panel");
  // Another tab has another structure: it starts from an empty panel.
  if (panel.attr("data-tab") !== tab.id) {
    keepFocusIn(panel, () => {
      panel.selectChildren().remove();
    });
  }
  // What was saved of another node is no news of this one.
  panel.selectAll(".outcome").text("");
  panel
    .attr("role", "tabpanel")
    .attr("data-tab", tab.id)
    .attr("aria-label", tab.title)
    .attr("tabindex", 0);
}

/** What the tab says of the chosen node. */
export function drawPanel(aside: HtmlSelection, inspected: Inspected, tab: InspectorTab): void {
  const panel = childOf(aside, "div", "panel");
  keepFocusIn(panel, () => {
    tab.draw(panel, contentsOf(inspected));
  });
}

/** Who is at a part that goes away stays in the panel with the keyboard. */
function keepFocusIn(panel: HtmlSelection, draw: () => void): void {
  const element = elementOf(panel);
  const isInside = (): boolean => element.contains(element.ownerDocument.activeElement);
  const wasInside = isInside();
  draw();
  if (wasInside && !isInside()) element.focus();
}

function drawCrumbs(
  nav: HtmlSelection,
  nodes: readonly NetworkNode[],
  { choose }: InspectorActions,
): void {
  nav
    .attr("aria-label", t("Where the chosen node is"))
    .selectAll<HTMLButtonElement, NetworkNode>("button")
    .data(nodes, ({ id }) => id)
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .attr("aria-current", (_, index) => (index === nodes.length - 1 ? "true" : null))
    .text(shortTitle)
    .on("click", (_event, { id }) => {
      choose(id);
    });
}

/**
 * The headline numbers of the chosen node, whatever tab is open.
 *
 *     div.now > div[data-live] > span.label + span.value
 *     p.live-age
 */
export function drawNow(
  aside: HtmlSelection,
  { node, live }: Pick<Inspected, "node" | "live">,
): void {
  const cells = childOf(aside, "div", "now")
    .selectAll<HTMLDivElement, Measure>("div")
    .data(headlineMeasures, ({ id }) => id)
    .join((enter) => {
      const cell = enter
        .append("div")
        .attr("data-live", ({ id }) => id)
        .attr("title", ({ title, explanation }) => `${title}: ${explanation}`);
      cell.append("span").attr("class", "label");
      cell.append("span").attr("class", "value");
      return cell;
    });
  updateText(cells.select<HTMLElement>(".label"), ({ word }) => word);
  updateText(cells.select<HTMLElement>(".value"), ({ id, format }) =>
    format(live.latest(node.id)?.[id]),
  );
  updateText(childOf(aside, "p", "live-age"), () => liveAgeText(live));
}

function drawTabs(bar: HtmlSelection, chosen: InspectorTab, { chooseTab }: InspectorActions): void {
  bar
    .attr("role", "tablist")
    .attr("aria-label", t("Views of the chosen node"))
    .selectAll<HTMLButtonElement, InspectorTab>("button")
    .data(inspectorTabs, ({ id }) => id)
    .join((enter) => enter.append("button").attr("type", "button").attr("role", "tab"))
    .attr("data-tab", ({ id }) => id)
    .attr("aria-selected", ({ id }) => String(id === chosen.id))
    .attr("tabindex", ({ id }) => (id === chosen.id ? 0 : -1))
    .text(({ title }) => title)
    .on("click", (_event, { id }) => {
      chooseTab(id);
    })
    .on("keydown", function (event: KeyboardEvent, { id }) {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step === 0) return;
      const place = inspectorTabs.findIndex((tab) => tab.id === id) + step;
      const next = inspectorTabs[(place + inspectorTabs.length) % inspectorTabs.length];
      if (next === undefined) return;
      event.preventDefault();
      chooseTab(next.id);
      this.parentElement?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
    });
}
