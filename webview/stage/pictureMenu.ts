import { signal, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../state/binding/frame.js";

export interface PictureMenu {
  readonly isOpen: ReadonlySignal<boolean>;
  readonly toggle: () => void;
  /** Ends its listening to the document around it. */
  readonly end: () => void;
}

/**
 * Where there is no room for the bar it opens over the picture, with what comes of it, from the button that
 * `opener` finds.
 */
export function bindPictureMenu(
  bar: HTMLElement,
  isBrief: ReadonlySignal<boolean>,
  opener: () => HTMLElement | null,
): PictureMenu {
  const isOpen = signal(false);
  drawOnChange(
    () => isOpen.value && isBrief.value,
    (open) => {
      bar.classList.toggle("is-open", open);
      if (open) bar.querySelector<HTMLElement>("vscode-dropdown, input")?.focus();
    },
  );
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen.peek()) return;
    event.stopPropagation();
    isOpen.value = false;
    opener()?.focus();
  });
  const closeForPointer = ({ target }: Event): void => {
    const isInside = [bar, opener()].some(
      (part) => target instanceof Node && part?.contains(target) === true,
    );
    if (!isInside) isOpen.value = false;
  };
  const { ownerDocument } = bar;
  ownerDocument.addEventListener("pointerdown", closeForPointer);
  return {
    isOpen,
    toggle: () => {
      isOpen.value = !isOpen.peek();
    },
    end: () => {
      ownerDocument.removeEventListener("pointerdown", closeForPointer);
    },
  };
}
