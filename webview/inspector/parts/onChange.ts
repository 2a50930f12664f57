/** What each element was drawn from last. */
const drawn = new WeakMap<Element, readonly unknown[]>();

/** Draws into an element only where an input is another one than at the last time. */
export function drawOnNewInputs(
  selection: { node(): Element | null },
  inputs: readonly unknown[],
  draw: () => void,
): void {
  const element = selection.node();
  if (element === null) return;
  const before = drawn.get(element);
  const isSame =
    before?.length === inputs.length && inputs.every((input, index) => input === before[index]);
  if (isSame) return;
  drawn.set(element, inputs);
  draw();
}
