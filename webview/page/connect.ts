import type { EventBatch } from "../../model/run/events.js";
import { firstSnapshotElementId, type Snapshot } from "../protocol.js";
import { connectToHost, type Host } from "../rpc.js";
import type { RunStore } from "../store.js";
import type { VsCodeApi } from "../vscodeApi.js";
import { endDrawing } from "../binding/frame.js";
import { hideFailure, showFailure } from "./failureBanner.js";

/** A page that is built; it is built anew when it stopped and a person reloads it. */
export interface BuiltPage {
  readonly runs: RunStore;
  readonly onHydrate?: () => void;
  readonly onSelect?: (id: string) => void;
  /** Ends what would go on beside a page that is built anew; its drawings are ended already. */
  readonly end?: () => void;
}

/**
 * Builds a page in `app` and keeps it filled from the host: everything first, then increments. What
 * cannot be shown because of a bug is told in a banner that offers to build it anew; the page stays.
 */
export function runPage(
  vscode: VsCodeApi,
  app: HTMLElement,
  build: (app: HTMLElement, host: Host) => BuiltPage,
): void {
  let first = vscode.getState() === undefined ? firstSnapshot() : null;
  let isRefreshing = false;
  const host = connectToHost(vscode, {
    hydrate: (snapshot) => {
      guarded(() => {
        hydrate(snapshot);
      });
    },
    apply: (batch) => {
      if (!applied(batch)) void refresh();
    },
    select: (id) => {
      guarded(() => page?.onSelect?.(id));
    },
  });
  let page: BuiltPage | undefined;

  function hydrate(snapshot: Snapshot): void {
    page?.runs.hydrate(snapshot);
    page?.onHydrate?.();
    // For tests and for a person who debugs: the page has something to show.
    document.body.dataset["ready"] = "";
  }

  /** False where a snapshot is needed: events are missing, or they are none that this page can read. */
  function applied(batch: EventBatch): boolean {
    try {
      return page?.runs.apply(batch) ?? true;
    } catch (error) {
      host.reportError(error);
      return false;
    }
  }

  /** Several gaps at once are answered by one snapshot. */
  async function refresh(): Promise<void> {
    if (isRefreshing) return;
    isRefreshing = true;
    await fill(() => host.refresh());
    isRefreshing = false;
  }

  async function fill(ask: () => Promise<Snapshot>): Promise<void> {
    try {
      hydrate(await ask());
    } catch (error) {
      stop(error);
    }
  }

  function guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      stop(error);
    }
  }

  function stop(error: unknown): void {
    host.reportError(error);
    showFailure(document, start);
  }

  function start(): void {
    hideFailure(document);
    endDrawing();
    page?.end?.();
    app.replaceChildren();
    guarded(() => {
      page = build(app, host);
      if (first !== null) hydrate(first);
      first = null;
    });
    void fill(() => host.ready());
  }

  window.addEventListener("error", ({ error, message }) => {
    // Not a bug: an element changed its size again before the observer had told of the first change.
    if (!message.startsWith("ResizeObserver loop")) stop(error ?? message);
  });
  window.addEventListener("unhandledrejection", ({ reason }) => {
    stop(reason);
  });
  start();
}

/** What the host wrote into the document; null where it wrote none. */
function firstSnapshot(): Snapshot | null {
  const block = document.getElementById(firstSnapshotElementId);
  return block === null ? null : (JSON.parse(block.textContent) as Snapshot);
}
