import { createBirpc, type BirpcReturn } from "birpc";
import type * as vscode from "vscode";
import type { RunEvent } from "../../model/run/events.js";
import type { NodeId } from "../../model/network/spec.js";
import { withPlainError } from "../../model/messages/rpcError.js";
import { isRpcMessage, ownFunction } from "../../model/messages/rpcMessage.js";
import { messageOf } from "../../model/messages/userError.js";
import * as z from "zod";
import type { PageApi, ShownImage, Snapshot } from "../../webview/protocol.js";
import type { everyPageRequests, HostApi, PageRequests } from "../../webview/requests.js";
import { Disposable } from "../disposable.js";
import { Pacer } from "../pacer.js";
import type { RunChange } from "../runs/runView.js";
import { pageHtml, pageRoots } from "./pageHtml.js";
import { PageQuestions, runQuestionSchema } from "./pageQuestions.js";
import type { PageParts, PageSpec } from "./pageSpec.js";
import { everyPageRows, type OfHost } from "./requests/everyPage.js";
import { answersOf, nothing, type RowsOf } from "./requests/requestRow.js";
import { mayChangeNetwork, takeGlance } from "./snapshot.js";

/** What holds a page, as a panel and a view in a side bar have it alike. */
export interface PagePlace {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: (listener: () => void) => vscode.Disposable;
}

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
  private readonly page: BirpcReturn<PageApi, HostApi<PageRequests>>;
  private readonly questions: PageQuestions;
  private pending: RunEvent[] = [];
  private pendingFirst = 0;
  private wasVisible = true;
  /** The page listens; before that a message is lost. */
  private isReady = false;
  /** What a person chose elsewhere and the page was not told yet: the newest of each. */
  private pendingSelection: NodeId | null = null;
  private pendingImage: ShownImage | null = null;
  private readonly pacer: Pacer;

  constructor(
    private readonly spec: PageSpec,
    private readonly place: PagePlace,
    private readonly parts: PageParts,
  ) {
    super();
    const { webview } = place;
    const { extensionUri, store } = parts;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(extensionUri) };
    this.questions = this.register(
      new PageQuestions(parts.asker, (...progress) => {
        if (this.isSeen()) this.send(() => this.page.reach.asEvent(...progress));
      }),
    );
    this.page = this.connect(webview);
    this.pacer = this.register(new Pacer(spec.stepsEveryMs, () => this.flush()));
    this.register({ dispose: () => this.page.$close() });
    this.register(store.onDidChange((change) => this.handleChange(change)));
    this.register(place.onDidChangeVisibility(() => this.handleVisibility()));
    webview.html = pageHtml(spec.id, webview, extensionUri, {
      snapshot: takeGlance(spec, parts),
      keptView: spec.keptView?.(parts),
    });
  }

  isSeen(): boolean {
    return !this.isDisposed && this.place.isVisible();
  }

  /** Sends everything, if the page can be seen. */
  hydrate(): void {
    this.forget();
    if (!this.isSeen()) return;
    this.send(() => this.page.hydrate.asEvent(this.snapshot()));
    this.sendChosen();
  }

  /** Chooses a node in the page, as soon as it can listen. */
  select(nodeId: NodeId): void {
    this.pendingSelection = nodeId;
    if (this.isSeen()) this.sendChosen();
  }

  /** Sends an image of the test set through the network in the page, as soon as it can listen. */
  showImage(image: ShownImage): void {
    this.pendingImage = image;
    if (this.isSeen()) this.sendChosen();
  }

  private sendChosen(): void {
    if (!this.isReady) return;
    const [nodeId, image] = [this.pendingSelection, this.pendingImage];
    [this.pendingSelection, this.pendingImage] = [null, null];
    if (nodeId !== null) this.send(() => this.page.select.asEvent(nodeId));
    if (image !== null) this.send(() => this.page.showImage.asEvent(image));
  }

  private handleVisibility(): void {
    const isVisible = this.place.isVisible();
    if (isVisible && !this.wasVisible) this.hydrate();
    this.wasVisible = isVisible;
  }

  private handleChange(change: RunChange): void {
    if (change.kind === "replaced" || mayChangeNetwork(change)) {
      this.hydrate();
      return;
    }
    if (!this.isSeen()) return;
    if (this.pending.length === 0) this.pendingFirst = change.batch.first;
    this.pending.push(...change.batch.events);
    if (change.batch.events.every(({ kind }) => withSteps.has(kind))) this.pacer.later();
    else this.pacer.soon();
  }

  private flush(): void {
    const batch = { first: this.pendingFirst, events: this.pending };
    this.forget();
    if (this.isSeen()) this.send(() => this.page.apply.asEvent(batch));
  }

  /** What is pending is part of any snapshot taken now. */
  private forget(): void {
    this.pacer.told();
    this.pending = [];
  }

  private send(message: () => Promise<void>): void {
    void message().catch((error: unknown) => {
      if (!this.isDisposed) this.parts.log.warn(`${this.spec.id} page: ${messageOf(error)}`);
    });
  }

  private answerWithEverything(): Promise<Snapshot> {
    this.forget();
    // A page can find a node only after it has the network: the answer goes first.
    setTimeout(() => {
      this.isReady = true;
      if (this.isSeen()) this.sendChosen();
    });
    return Promise.resolve(this.snapshot());
  }

  private snapshot(): Snapshot {
    return this.spec.snapshot(this.parts);
  }

  private rows(): RowsOf<Pick<typeof everyPageRequests, OfHost>> {
    const everything = { schema: nothing, answer: () => this.answerWithEverything() };
    return {
      ready: everything,
      refresh: everything,
      reportError: {
        schema: z.strictObject({ message: z.string(), stack: z.string() }),
        answer: ({ message, stack }, { log }) => {
          log.error(`${this.spec.id} page: ${message}\n${stack}`);
        },
      },
      askRun: {
        schema: runQuestionSchema,
        answer: (question) => this.questions.ask(question),
      },
      cancelAsking: {
        schema: z.string(),
        answer: (id) => {
          this.questions.cancel(id);
        },
      },
    };
  }

  private connect(webview: vscode.Webview): BirpcReturn<PageApi, HostApi<PageRequests>> {
    const host = answersOf({ ...this.rows(), ...everyPageRows, ...this.spec.rows }, this.parts);
    return createBirpc<PageApi, HostApi<PageRequests>>(host, {
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
