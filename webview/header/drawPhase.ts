import { childOf, type HtmlSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import { phaseLooks, type HeaderLook } from "./phaseLooks.js";

/** Icon and word say the same as the color. */
export function drawPhase(badge: HtmlSelection, phase: HeaderLook, message: string): void {
  const { icon, label } = phaseLooks[phase];
  badge.attr("data-phase", phase).attr("title", message === "" ? null : message);
  childOf(badge, "span", "codicon")
    .attr("class", `codicon codicon-${icon}`)
    .attr("aria-hidden", "true");
  updateText(childOf(badge, "span", "label"), () => label);
}
