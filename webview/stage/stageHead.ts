import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { formatCompact, formatCount, formatShape } from "../words/format.js";
import { t } from "../words/l10n.js";
import { lineage } from "../../model/network/family.js";
import type { LiveValues } from "../state/liveValues.js";
import { headlineMeasures, type Measure } from "../state/measures.js";
import { longTitle } from "../words/nodeText.js";
import { nameOf } from "../../model/network/nodeId.js";
import { updateText } from "../marks/update.js";
import { drawToolButtons, type ToolButton } from "./toolButtons.js";

export interface StageHead {
  readonly graph: NetworkGraph;
  readonly scope: NodeId | null;
  /** The chosen module or block, where it can be folded. */
  readonly foldable: NetworkNode | null;
  readonly isFolded: boolean;
  readonly isPresenting: boolean;
  /** Whether an image goes through the network. */
  readonly isSeeing: boolean;
  /** Whether the ribbons show what flows from path to path. */
  readonly showsFlow: boolean;
  /** Whether what colors the picture and what is asked stand behind a button, and whether that is open. */
  readonly pictureBar: "shown" | "closed" | "open";
}

export interface StageHeadActions {
  readonly open: (scope: NodeId | null) => void;
  readonly toggleFold: (id: NodeId) => void;
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
  readonly present: () => void;
  readonly togglePictureBar: () => void;
  readonly toggleImage: () => void;
  readonly toggleFlow: () => void;
}

const partEnd = " · ";

interface Crumb {
  readonly scope: NodeId | null;
  readonly text: string;
}

/**
 * What the stage shows; its live numbers come with `drawScopeLive`.
 *
 *     div
 *       nav.crumbs > button ×n
 *       div.summary > span ×n                 a part each: what has no room is left out whole
 *       div.scope-live > span[data-live] ×n
 *       div.presented                         see `presentation.ts`
 *       div.tools > div.picture-tools > button ×n
 */
export function drawStageHead(
  head: HtmlSelection,
  shown: StageHead,
  actions: StageHeadActions,
): void {
  const { graph, scope } = shown;
  drawCrumbs(childOf(head, "nav", "crumbs"), graph, scope, actions);
  const node = scope === null ? undefined : graph.byId.get(scope);
  const summary = summaryOf(graph, node);
  const parts = childOf(head, "div", "summary")
    .attr("title", summary)
    .selectAll<HTMLSpanElement, string>("span")
    .data(summary.split(partEnd).map((part, place) => (place > 0 ? `${partEnd}${part}` : part)))
    .join("span");
  updateText(parts, (part) => part);
  childOf(head, "div", "scope-live");
  const tools = childOf(childOf(head, "div", "tools"), "div", "picture-tools");
  drawToolButtons(tools, toolsOf(shown, actions));
}

/** The live numbers of what the stage shows; none of the whole network. */
export function drawScopeLive(head: HtmlSelection, scope: NodeId | null, live: LiveValues): void {
  const values = childOf(head, "div", "scope-live")
    .selectAll<HTMLSpanElement, Measure>("span")
    .data(scope === null || live.step === null ? [] : headlineMeasures, ({ id }) => id)
    .join("span")
    .attr("data-live", ({ id }) => id)
    .attr("title", ({ title, explanation }) => `${title}: ${explanation}`);
  updateText(values, ({ word, id, format }) => `${word} ${format(live.latest(scope ?? "")?.[id])}`);
}

function summaryOf(graph: NetworkGraph, node: NetworkNode | undefined): string {
  const from = formatShape(node?.inputShape ?? graph.input);
  const to =
    node === undefined ? t("{0} classes", graph.spec.classes) : formatShape(node.outputShape);
  const { parameters, multiplyAdds } = node ?? graph;
  return t(
    "{0} → {1} · {2} parameters · {3} multiply-adds",
    from,
    to,
    formatCount(parameters),
    formatCompact(multiplyAdds),
  );
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
    .attr("aria-label", t("What the stage shows"))
    .selectAll<HTMLButtonElement, Crumb>("button")
    .data(crumbs, (crumb) => crumb.scope ?? "")
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .attr("aria-current", (crumb) => (crumb.scope === scope ? "true" : null))
    .attr("title", ({ text }) => text)
    .text(({ text }) => text)
    .on("click", (_event, crumb) => {
      open(crumb.scope);
    });
}

function toolsOf(
  { foldable, isFolded, isPresenting, isSeeing, showsFlow, pictureBar }: StageHead,
  { toggleFold, zoomBy, fit, present, togglePictureBar, toggleImage, toggleFlow }: StageHeadActions,
): readonly ToolButton[] {
  const ask: ToolButton = {
    id: "ask",
    icon: "settings",
    label: t("Color the picture, ask of the network"),
    isEnabled: true,
    isPressed: pictureBar === "open",
    act: togglePictureBar,
  };
  return [
    ...(pictureBar === "shown" ? [] : [ask]),
    {
      id: "image",
      icon: "file-media",
      label: t("Send an image through the network"),
      isEnabled: true,
      isPressed: isSeeing,
      act: toggleImage,
    },
    {
      id: "flow",
      icon: "git-merge",
      label: t("Show which paths feed which"),
      isEnabled: true,
      isPressed: showsFlow,
      act: toggleFlow,
    },
    {
      id: "fold",
      icon: isFolded ? "unfold" : "fold",
      label: foldLabel(foldable, isFolded),
      isEnabled: foldable !== null,
      act: () => {
        if (foldable !== null) toggleFold(foldable.id);
      },
    },
    {
      id: "out",
      icon: "zoom-out",
      label: t("Zoom out"),
      isEnabled: true,
      act: () => {
        zoomBy(-1);
      },
    },
    { id: "fit", icon: "screen-full", label: t("Fit to window"), isEnabled: true, act: fit },
    {
      id: "in",
      icon: "zoom-in",
      label: t("Zoom in"),
      isEnabled: true,
      act: () => {
        zoomBy(1);
      },
    },
    {
      id: "present",
      icon: isPresenting ? "screen-normal" : "device-desktop",
      label: isPresenting ? t("Leave the presentation (Escape)") : t("Present the picture (P)"),
      isEnabled: true,
      isPressed: isPresenting,
      act: present,
    },
  ];
}

function foldLabel(foldable: NetworkNode | null, isFolded: boolean): string {
  if (foldable === null) return t("Choose a block or a module of a larger picture to fold it");
  const name = longTitle(foldable);
  return isFolded ? t("Unfold {0}", name) : t("Fold {0} to one card", name);
}
