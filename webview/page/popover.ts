type Details = HTMLDetailsElement;

/**
 * Lets what opens over the page close again: with Escape, back to its button, and where the focus or a click
 * goes elsewhere. Returns what ends the listening to the document around it.
 */
export function closeFromOutside(element: Details): () => void {
  const close = (): void => {
    element.open = false;
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation();
    close();
    element.querySelector("summary")?.focus();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) close();
  });
  const { ownerDocument } = element;
  const closeForPointer = ({ target }: Event): void => {
    if (element.open && target instanceof Node && !element.contains(target)) close();
  };
  ownerDocument.addEventListener("pointerdown", closeForPointer);
  return () => {
    ownerDocument.removeEventListener("pointerdown", closeForPointer);
  };
}
