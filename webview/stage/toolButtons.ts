import type { HtmlSelection } from "../marks/dom.js";

export interface ToolButton {
  readonly id: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly label: string;
  /** One that is not says why in its label. */
  readonly isEnabled: boolean;
  /** Of one that is on or off, or opens something. */
  readonly isPressed?: boolean;
  readonly act: () => void;
}

/** Buttons of one icon each: `button.tool[data-tool]`. */
export function drawToolButtons(bar: HtmlSelection, buttons: readonly ToolButton[]): void {
  bar
    .selectAll<HTMLButtonElement, ToolButton>("button.tool")
    .data(buttons, ({ id }) => id)
    .join((enter) =>
      enter
        .append("button")
        .attr("type", "button")
        .attr("data-tool", ({ id }) => id),
    )
    .attr("class", ({ icon }) => `tool codicon codicon-${icon}`)
    .attr("aria-label", ({ label }) => label)
    .attr("aria-pressed", ({ isPressed }) => (isPressed === undefined ? null : String(isPressed)))
    .attr("aria-disabled", ({ isEnabled }) => (isEnabled ? null : "true"))
    .attr("title", ({ label }) => label)
    .on("click", (_event, { isEnabled, act }) => {
      if (isEnabled) act();
    });
}
