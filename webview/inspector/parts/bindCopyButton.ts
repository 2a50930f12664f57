import { signal, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../../state/binding/frame.js";
import type { HtmlSelection } from "../../marks/dom.js";
import type { Host } from "../../host/rpc.js";
import { drawCopyButton, type CopyState } from "./copyButton.js";

const copiedForMs = 2_000;

/** Binds the button that copies all facts of the node; it says for two seconds how that went. */
export function bindCopyButton(
  aside: HtmlSelection,
  host: Pick<Host, "copy" | "reportError">,
  { isShown, text }: { readonly isShown: ReadonlySignal<boolean>; readonly text: () => string },
): void {
  const state = signal<CopyState>("ready");
  const show = (next: CopyState): void => {
    state.value = next;
    setTimeout(() => {
      if (state.peek() === next) state.value = "ready";
    }, copiedForMs);
  };
  const copy = (): void => {
    host.copy(text()).then(
      () => {
        show("copied");
      },
      (error: unknown) => {
        host.reportError(error);
        show("failed");
      },
    );
  };
  drawOnChange(
    () => ({ isShown: isShown.value, state: state.value }),
    (next) => {
      if (next.isShown) drawCopyButton(aside, next.state, copy);
    },
  );
}
