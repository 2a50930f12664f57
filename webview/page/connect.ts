import type { PageApi, Snapshot } from "../protocol.js";
import { connectToHost, type Host } from "../rpc.js";
import type { RunStore } from "../store.js";
import type { VsCodeApi } from "../vscodeApi.js";

/** Fills the store from the host and keeps it filled: everything first, then increments. */
export function connectStore(
  vscode: VsCodeApi,
  runs: RunStore,
  {
    onHydrate,
    onSelect,
  }: { readonly onHydrate?: () => void; readonly onSelect?: (id: string) => void } = {},
): Host {
  let isRefreshing = false;
  const hydrate = (snapshot: Snapshot): void => {
    runs.hydrate(snapshot);
    onHydrate?.();
    // For tests and for a person who debugs: the page has something to show.
    document.body.dataset["ready"] = "";
  };
  const page: PageApi = {
    hydrate,
    apply: (batch) => {
      if (!runs.apply(batch)) void refresh();
    },
    select: (id) => {
      onSelect?.(id);
    },
  };
  const host = connectToHost(vscode, page);

  /** Several gaps at once are answered by one snapshot. */
  async function refresh(): Promise<void> {
    if (isRefreshing) return;
    isRefreshing = true;
    try {
      hydrate(await host.refresh());
    } catch (error) {
      host.reportError(error);
    } finally {
      isRefreshing = false;
    }
  }

  window.addEventListener("error", ({ error, message }) => {
    host.reportError(error ?? message);
  });
  window.addEventListener("unhandledrejection", ({ reason }) => {
    host.reportError(reason);
  });
  void host.ready().then(hydrate, (error: unknown) => {
    host.reportError(error);
  });
  return host;
}
