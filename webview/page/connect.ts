import type { EventBatch } from "../../model/run/events.js";
import {
  firstSnapshotElementId,
  type PageApi,
  type ShownImage,
  type Snapshot,
} from "../protocol.js";
import { connectToHost, type HostOf } from "../host/rpc.js";
import type { PageRequests } from "../requests.js";
import type { RunStore } from "../state/runStore.js";
import type { VsCodeApi } from "../host/vscodeApi.js";
import { endDrawing } from "../state/binding/frame.js";
import { hideFailure, showFailure } from "./failureBanner.js";

/** A page that is built; it is built anew when it stopped and a person reloads it. */
export interface BuiltPage {
  readonly runs: RunStore;
  readonly onHydrate?: () => void;
  readonly onSelect?: (id: string) => void;
  readonly onShowImage?: (image: ShownImage) => void;
  /** Ends what would go on beside a page that is built anew; its drawings are ended already. */
  readonly end?: () => void;
}

/** What is of one page: what it asks of the host beside what every page asks, and how it is built. */
export interface PageParts<R extends PageRequests> {
  readonly requests: R;
  readonly build: (app: HTMLElement, host: HostOf<R>) => BuiltPage;
}

/**
 * Builds a page in `app` and keeps it filled from the host: everything first, then increments. What
 * cannot be shown because of a bug is told in a banner that offers to build it anew; the page stays.
 */
export function runPage<R extends PageRequests>(
  vscode: VsCodeApi,
  app: HTMLElement,
  parts: PageParts<R>,
): void {
  const page = new RunningPage(vscode, app, parts);
  window.addEventListener("error", ({ error, message }) => {
    // Not a bug: an element changed its size again before the observer had told of the first change.
    if (!message.startsWith("ResizeObserver loop")) page.stop(error ?? message);
  });
  window.addEventListener("unhandledrejection", ({ reason }) => {
    page.stop(reason);
  });
  page.start();
}

class RunningPage<R extends PageRequests> {
  private page: BuiltPage | undefined;
  private first: Snapshot | null;
  private isRefreshing = false;
  private readonly host: HostOf<R>;
  private readonly build: () => BuiltPage;

  constructor(
    vscode: VsCodeApi,
    private readonly app: HTMLElement,
    { requests, build }: PageParts<R>,
  ) {
    this.first = vscode.getState() === undefined ? firstSnapshot() : null;
    const page: Omit<PageApi, "reach"> = {
      hydrate: (snapshot) => {
        this.guarded(() => {
          this.hydrate(snapshot);
        });
      },
      apply: (batch) => {
        if (!this.applied(batch)) void this.refresh();
      },
      select: (id) => {
        this.guarded(() => this.page?.onSelect?.(id));
      },
      showImage: (image) => {
        this.guarded(() => this.page?.onShowImage?.(image));
      },
    };
    this.host = connectToHost(vscode, page, requests);
    this.build = () => build(app, this.host);
  }

  /** Builds the page, anew where it has stopped. */
  start(): void {
    hideFailure(document);
    endDrawing();
    this.page?.end?.();
    this.app.replaceChildren();
    this.guarded(() => {
      this.page = this.build();
      if (this.first !== null) this.hydrate(this.first);
      this.first = null;
    });
    void this.fill(() => this.host.ready());
  }

  stop(error: unknown): void {
    this.host.reportError(error);
    showFailure(document, () => {
      this.start();
    });
  }

  private hydrate(snapshot: Snapshot): void {
    this.page?.runs.hydrate(snapshot);
    this.page?.onHydrate?.();
    // For tests and for a person who debugs: what the page has to show.
    document.body.dataset["ready"] = snapshot.isGlance === true ? "glance" : "whole";
  }

  /** False where a snapshot is needed: events are missing, or they are none that this page can read. */
  private applied(batch: EventBatch): boolean {
    try {
      return this.page?.runs.apply(batch) ?? true;
    } catch (error) {
      this.host.reportError(error);
      return false;
    }
  }

  /** Several gaps at once are answered by one snapshot. */
  private async refresh(): Promise<void> {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    await this.fill(() => this.host.refresh());
    this.isRefreshing = false;
  }

  private async fill(ask: () => Promise<Snapshot>): Promise<void> {
    try {
      this.hydrate(await ask());
    } catch (error) {
      this.stop(error);
    }
  }

  private guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.stop(error);
    }
  }
}

/** What the host wrote into the document; null where it wrote none. */
function firstSnapshot(): Snapshot | null {
  const block = document.getElementById(firstSnapshotElementId);
  // SAFETY: the host writes the document with a snapshot of its own version.
  return block === null ? null : (JSON.parse(block.textContent) as Snapshot);
}
