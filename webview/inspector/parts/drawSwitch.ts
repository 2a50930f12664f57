import type { HtmlSelection } from "../../marks/dom.js";

/** Ways to show something, of which one is chosen. */
export interface Switch<T> {
  readonly label: string;
  readonly ways: readonly SwitchWay<T>[];
  readonly chosen: T;
}

interface SwitchWay<T> {
  readonly id: T;
  readonly text: string;
}

/**
 *     bar[role=group] > button ×n
 */
export function drawSwitch<T extends string>(
  bar: HtmlSelection,
  { label, ways, chosen }: Switch<T>,
  choose: (id: T) => void,
): void {
  bar
    .attr("role", "group")
    .attr("aria-label", label)
    .selectAll<HTMLButtonElement, SwitchWay<T>>("button")
    .data(ways, ({ id }) => id)
    .join((enter) => enter.append("button").attr("type", "button"))
    .attr("aria-pressed", ({ id }) => String(id === chosen))
    .text(({ text }) => text)
    .on("click", (_event, { id }) => {
      choose(id);
    });
}
