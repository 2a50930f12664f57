import type { ReadonlySignal } from "@preact/signals-core";
import { outsideSignal } from "./outsideSignal.js";

/** VS Code tells a page of another theme by the classes and data of its body. */
export function themeSignal(): ReadonlySignal<string> {
  const { body } = document;
  return outsideSignal(
    () => `${body.className} ${body.dataset["vscodeThemeId"] ?? ""}`,
    (changed) => {
      const observer = new MutationObserver(changed);
      observer.observe(body, { attributeFilter: ["class", "data-vscode-theme-id"] });
      return () => {
        observer.disconnect();
      };
    },
  );
}
