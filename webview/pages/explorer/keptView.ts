import { effect, type ReadonlySignal } from "@preact/signals-core";
import { keptViewElementId } from "../../protocol.js";
import type { ExplorerHost } from "../../host/rpc.js";
import type { ViewState } from "../../state/viewState.js";

/** A zoom changes the view with every frame. */
const togetherMs = 300;

/** What the host kept of an earlier panel's view; undefined where it kept none. */
export function keptView(): unknown {
  const block = document.getElementById(keptViewElementId);
  const kept: unknown = block === null ? undefined : JSON.parse(block.textContent);
  return kept;
}

/** Tells the host what the next panel is to open with, soon after it has changed; returns what ends that. */
export function tellView(
  view: ReadonlySignal<ViewState>,
  host: Pick<ExplorerHost, "keepView">,
): () => void {
  let told = view.peek();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = effect(() => {
    if (view.value === told) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      told = view.peek();
      host.keepView({ ...told });
    }, togetherMs);
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}
