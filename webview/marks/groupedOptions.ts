import type { HtmlSelection } from "./dom.js";
import { updateAttribute, updateText } from "./update.js";

/** One of the choices of a list. */
export interface Option {
  /** Of all groups another one; empty for none of them. */
  readonly id: string;
  readonly title: string;
}

export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

interface GroupedOptions {
  /** Of none of the choices. */
  readonly none: string;
  /** Those without options are left out. */
  readonly groups: readonly OptionGroup[];
  readonly chosen: string;
}

/**
 * The choices of a list, in groups.
 *
 *     select > option, optgroup ×n > option ×n
 */
export function drawGroupedOptions(
  menu: HtmlSelection,
  { none, groups, chosen }: GroupedOptions,
  choose: (id: string) => void,
): void {
  menu
    .selectAll<HTMLOptionElement, string>(":scope > option")
    .data([""])
    .join("option")
    .attr("value", "")
    .text(none);
  const options = menu
    .selectAll<HTMLOptGroupElement, OptionGroup>(":scope > optgroup")
    .data(
      groups.filter(({ options: own }) => own.length > 0),
      ({ title }) => title,
    )
    .join("optgroup")
    .order()
    .attr("label", ({ title }) => title)
    .selectAll<HTMLOptionElement, Option>("option")
    .data(
      ({ options: own }) => own,
      ({ id }) => id,
    )
    .join("option")
    .order();
  updateAttribute(options, "value", ({ id }) => id);
  updateText(options, ({ title }) => title);
  menu.property("value", chosen).on("change", () => {
    choose(String(menu.property("value")));
  });
}
