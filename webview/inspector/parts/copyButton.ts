import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { t } from "../../words/l10n.js";
import { updateText } from "../../marks/update.js";

export type CopyState = "ready" | "copied" | "failed";

/**
 * The button that copies all facts of the node.
 *
 *     button.copy > span.codicon + span.label
 */
export function drawCopyButton(aside: HtmlSelection, state: CopyState, copy: () => void): void {
  const button = childOf(aside, "button", "copy").attr("type", "button").on("click", copy);
  childOf(button, "span", "codicon")
    .attr("class", `codicon ${icons[state]}`)
    .attr("aria-hidden", "true");
  // The button has the focus: its new name is what a screen reader says.
  updateText(childOf(button, "span", "label"), () => labels[state]);
}

const icons: Readonly<Record<CopyState, string>> = {
  ready: "codicon-copy",
  copied: "codicon-check",
  failed: "codicon-error",
};

const labels: Readonly<Record<CopyState, string>> = {
  ready: t("Copy as Markdown table"),
  copied: t("Copied"),
  failed: t("Could not copy"),
};
