import { childOf, type HtmlSelection } from "../marks/dom.js";

interface Select<T extends string> {
  readonly name: string;
  readonly title: string;
  readonly values: readonly T[];
  readonly chosen: T;
  readonly texts: Readonly<Record<T, string>>;
}

/**
 * One of a few values.
 *
 *     label.NAME > span.label, select.list > option ×n
 */
export function drawSelect<T extends string>(
  parent: HtmlSelection,
  { name, title, values, chosen, texts }: Select<T>,
  choose: (value: T) => void,
): void {
  const label = childOf(parent, "label", name);
  childOf(label, "span", "label").text(title);
  const list = childOf(label, "select", "list");
  list
    .selectAll<HTMLOptionElement, T>("option")
    .data(values, (value) => value)
    .join("option")
    .attr("value", (value) => value)
    .text((value) => texts[value]);
  list.property("value", chosen).on("change", () => {
    const next = values.find((value) => value === list.property("value"));
    if (next !== undefined) choose(next);
  });
}
