import { createBirpc, type BirpcReturn } from "birpc";
import type * as vscode from "vscode";
import type { RunEvent } from "../../model/run/events.js";
import type { NodeId } from "../../model/network/spec.js";
import { isRpcMessage, ownFunction } from "../../model/messages/rpcMessage.js";
import { messageOf } from "../../model/messages/userError.js";
import type { HostApi, PageApi, Snapshot } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import { Pace } from "../pace.js";
import type { RunView } from "../runs/runView.js";
import type { RunChange } from "../runs/runView.js";
import type { KeptView } from "./requests/keptView.js";
import type { PageId } from "./pageDocument.js";
import { pageHtml, pageRoots } from "./pageHtml.js";
import { answerRequests, type PageActions } from "./pageRequests.js";
import { withPlainError } from "./plainError.js";

/** A panel or a side view: what holds a page. */
export interface PageSurface {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: (listener: () => void) => vscode.Disposable;
}

export interface PageParts {
  readonly extensionUri: vscode.Uri;
  readonly store: RunView;
  readonly takeSnapshot: () => Snapshot;
  readonly keptView: Pick<KeptView, "read">;
  readonly actions: PageActions;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The least time between two messages that tell of steps alone, where it is longer than between any
 * two: a curve is no clearer with every single point.
 */
const stepsEveryMs: Readonly<Record<PageId, number>> = { explorer: 0, metrics: 1000 };

/** What comes with steps; anything else happens now and then, and is told soon. */
const withSteps: ReadonlySet<RunEvent["kind"]> = new Set([
  "step",
  "statistics",
  "histograms",
  "timings",
]);

/**
 * Talks with one page. VS Code drops messages to a page that is hidden, so such a page is sent
 * nothing, and everything when it becomes visible.
 */
export class PageHost extends Disposable {
  private readonly page: BirpcReturn<PageApi, HostApi>;
  private pending: RunEvent[] = [];
  private pendingFirst = 0;
  private wasVisible = true;
  /** The page listens; before that a message is lost. */
  private isReady = false;
  private pendingSelection: NodeId | null = null;
  private readonly pace: Pace;

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
    this.pace = this.register(new Pace(stepsEveryMs[id], () => this.flush()));
    this.register({ dispose: () => this.page.$close() });
    this.register(store.onDidChange((change) => this.handleChange(change)));
    this.register(surface.onDidChangeVisibility(() => this.handleVisibility()));
    const keptView = id === "explorer" ? parts.keptView.read() : undefined;
    webview.html = pageHtml(id, webview, extensionUri, {
      snapshot: parts.takeSnapshot(),
      keptView,
    });
  }

  /** Sends everything, if the page can be seen. */
  hydrate(): void {
    this.forget();
    if (!this.canSend()) return;
    this.send(() => this.page.hydrate.asEvent(this.parts.takeSnapshot()));
    this.sendSelection();
  }

  /** Chooses a node in the page, as soon as it can listen. */
  select(nodeId: NodeId): void {
    this.pendingSelection = nodeId;
    if (this.canSend()) this.sendSelection();
  }

  private sendSelection(): void {
    const nodeId = this.pendingSelection;
    if (nodeId === null || !this.isReady) return;
    this.pendingSelection = null;
    this.send(() => this.page.select.asEvent(nodeId));
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
    if (change.batch.events.every(({ kind }) => withSteps.has(kind))) this.pace.later();
    else this.pace.soon();
  }

  private flush(): void {
    const batch = { first: this.pendingFirst, events: this.pending };
    this.forget();
    if (this.canSend()) this.send(() => this.page.apply.asEvent(batch));
  }

  /** What is pending is part of any snapshot taken now. */
  private forget(): void {
    this.pace.told();
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
    // A page can find a node only after it has the network: the answer goes first.
    setTimeout(() => {
      this.isReady = true;
      if (this.canSend()) this.sendSelection();
    });
    return Promise.resolve(this.parts.takeSnapshot());
  }

  private connect(webview: vscode.Webview): BirpcReturn<PageApi, HostApi> {
    const host: HostApi = {
      ready: () => this.answerWithEverything(),
      refresh: () => this.answerWithEverything(),
      ...answerRequests(this.parts.actions),
      reportError: (message, stack) => {
        this.parts.log.error(`${this.id} page: ${message}\n${stack}`);
        return Promise.resolve();
      },
    };
    return createBirpc<PageApi, HostApi>(host, {
      post: async (message: unknown) => {
        if (!this.isDisposed) await webview.postMessage(message);
      },
      on: (listener: (message: unknown) => void) => {
        const subscription = webview.onDidReceiveMessage((message: unknown) => {
          if (isRpcMessage(message)) listener(message);
        });
        this.register(subscription);
      },
      resolver: (name, found) => ownFunction(host, name, found),
      serialize: withPlainError,
      bind: "functions",
    });
  }
}
