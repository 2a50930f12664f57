import type { Selection } from "d3";

/** Sets the text only where it differs: an equal text set again would cost a layout. */
export function updateText<E extends Element, D, P extends Element | null, Q>(
  selection: Selection<E, D, P, Q>,
  text: (datum: D) => string,
): Selection<E, D, P, Q> {
  return selection.each(function (datum) {
    const next = text(datum);
    const { firstChild } = this;
    // Another text in the same node is cheaper than another node.
    if (firstChild instanceof Text && firstChild === this.lastChild) {
      if (firstChild.data !== next) firstChild.data = next;
    } else if (this.textContent !== next) this.textContent = next;
  });
}

/** Sets a variable of the style sheet only where it differs; null takes it away. */
export function updateVariable<
  E extends ElementCSSInlineStyle & Element,
  D,
  P extends Element | null,
  Q,
>(
  selection: Selection<E, D, P, Q>,
  name: `--${string}`,
  value: (datum: D) => string | null,
): Selection<E, D, P, Q> {
  return selection.each(function (datum) {
    const next = value(datum) ?? "";
    if (this.style.getPropertyValue(name) !== next) this.style.setProperty(name, next);
  });
}

/** Sets the attribute only where it differs; null takes it away. */
export function updateAttribute<E extends Element, D, P extends Element | null, Q>(
  selection: Selection<E, D, P, Q>,
  name: string,
  value: (datum: D) => string | null,
): Selection<E, D, P, Q> {
  return selection.each(function (datum) {
    const next = value(datum);
    if (this.getAttribute(name) === next) return;
    if (next === null) this.removeAttribute(name);
    else this.setAttribute(name, next);
  });
}
