import { createBirpc, type BirpcReturn } from "birpc";
import type * as vscode from "vscode";
import type { RunEvent } from "../../model/run/events.js";
import type { HostApi, PageApi, PageCommand, Snapshot } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import { messageOf } from "../errors.js";
import type { RunChange, RunStore } from "../runStore.js";
import { pageHtml, pageRoots, type PageId } from "./pageHtml.js";

/** A panel or a side view: what holds a page. */
export interface PageSurface {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: (listener: () => void) => vscode.Disposable;
}

export interface PageParts {
  readonly extensionUri: vscode.Uri;
  readonly store: RunStore;
  readonly takeSnapshot: () => Snapshot;
  readonly runCommand: (command: PageCommand) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

const flushEveryMs = 100;

/**
 * Talks with one page. VS Code drops messages to a page that is hidden, so such a page is sent
 * nothing, and everything when it becomes visible.
 */
export class PageHost extends Disposable {
  private readonly page: BirpcReturn<PageApi, HostApi>;
  private pending: RunEvent[] = [];
  private pendingFirst = 0;
  private wasVisible = true;
  private flushTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly id: PageId,
    private readonly surface: PageSurface,
    private readonly parts: PageParts,
  ) {
    super();
    const { webview } = surface;
    const { extensionUri, store } = parts;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(extensionUri) };
    this.page = this.connect(webview);
    this.register({ dispose: () => this.page.$close() });
    this.register({ dispose: () => this.forget() });
    this.register(store.onDidChange((change) => this.handleChange(change)));
    this.register(surface.onDidChangeVisibility(() => this.handleVisibility()));
    webview.html = pageHtml(id, webview, extensionUri);
  }

  /** Sends everything, if the page can be seen. */
  hydrate(): void {
    this.forget();
    if (this.canSend()) this.send(() => this.page.hydrate.asEvent(this.parts.takeSnapshot()));
  }

  /** Chooses a node in the page. */
  select(nodeId: string): void {
    if (this.canSend()) this.send(() => this.page.select.asEvent(nodeId));
  }

  private handleVisibility(): void {
    const isVisible = this.surface.isVisible();
    if (isVisible && !this.wasVisible) this.hydrate();
    this.wasVisible = isVisible;
  }

  private handleChange(change: RunChange): void {
    if (change.kind === "replaced") {
      this.hydrate();
      return;
    }
    if (!this.canSend()) return;
    if (this.pending.length === 0) this.pendingFirst = change.batch.first;
    this.pending.push(...change.batch.events);
    this.flushTimer ??= setTimeout(() => this.flush(), flushEveryMs);
  }

  private flush(): void {
    const batch = { first: this.pendingFirst, events: this.pending };
    this.forget();
    if (this.canSend()) this.send(() => this.page.apply.asEvent(batch));
  }

  /** What is pending is part of any snapshot taken now. */
  private forget(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    this.pending = [];
  }

  private canSend(): boolean {
    return !this.isDisposed && this.surface.isVisible();
  }

  private send(message: () => Promise<void>): void {
    void message().catch((error: unknown) => {
      if (!this.isDisposed) this.parts.log.warn(`${this.id} page: ${messageOf(error)}`);
    });
  }

  private answerWithEverything(): Promise<Snapshot> {
    this.forget();
    return Promise.resolve(this.parts.takeSnapshot());
  }

  private connect(webview: vscode.Webview): BirpcReturn<PageApi, HostApi> {
    const host: HostApi = {
      ready: () => this.answerWithEverything(),
      refresh: () => this.answerWithEverything(),
      run: (command) => this.parts.runCommand(command),
      reportError: (message, stack) => {
        this.parts.log.error(`${this.id} page: ${message}\n${stack}`);
        return Promise.resolve();
      },
    };
    return createBirpc<PageApi, HostApi>(host, {
      post: async (message: unknown) => {
        if (!this.isDisposed) await webview.postMessage(message);
      },
      on: (listener) => void this.register(webview.onDidReceiveMessage(listener)),
      serialize: withPlainError,
      bind: "functions",
    });
  }
}

/** Messages to a page are JSON, in which an `Error` would be an empty object. */
function withPlainError(message: { readonly e?: unknown }): unknown {
  if (!(message.e instanceof Error)) return message;
  return { ...message, e: { name: message.e.name, message: message.e.message } };
}
