import { createBirpc } from "birpc";
import type * as vscode from "vscode";
import type { EventBatch } from "../../../model/run/events.js";
import type { PageApi, ShownImage, Snapshot } from "../../../webview/protocol.js";
import type { everyPageRequests, explorerRequests, HostApi } from "../../../webview/requests.js";
import { EventEmitter } from "./fakeVscode.js";

/** A page that answers as the real one, over messages that are JSON as VS Code's are. */
export class FakePlace {
  isShown = true;
  readonly hydrated: Snapshot[] = [];
  readonly applied: EventBatch[] = [];
  readonly selected: string[] = [];
  private readonly fromPage = new EventEmitter();
  private readonly toPage = new EventEmitter();
  private readonly visibility = new EventEmitter();

  readonly webview = {
    options: {} as vscode.WebviewOptions,
    html: "",
    cspSource: "vscode-resource:",
    asWebviewUri: (uri: { readonly fsPath: string }) => `vscode-resource:${uri.fsPath}`,
    onDidReceiveMessage: this.fromPage.event,
    postMessage: (message: unknown) => {
      // VS Code drops what is sent to a hidden page.
      if (this.isShown) this.toPage.fire(JSON.parse(JSON.stringify(message)));
      return Promise.resolve(this.isShown);
    },
  };

  readonly host = createBirpc<HostApi<typeof everyPageRequests & typeof explorerRequests>, PageApi>(
    {
      hydrate: (snapshot) => void this.hydrated.push(snapshot),
      apply: (batch) => void this.applied.push(batch),
      select: (nodeId) => void this.selected.push(nodeId),
      showImage: (image) => void this.images.push(image),
      reach: (...progress) => void this.reached.push(progress),
    },
    {
      post: (message: unknown) => this.fromPage.fire(JSON.parse(JSON.stringify(message))),
      on: (listener) => void this.toPage.event(listener),
    },
  );

  /** As a page could send it that was taken over. */
  sendRaw(message: unknown): void {
    this.toPage.event((answer) => {
      const { i, t } = answer as { readonly i?: unknown; readonly t?: unknown };
      if (t === "s" && i === "1") this.answers.push(answer as { readonly e?: unknown });
    });
    this.fromPage.fire(message);
  }

  readonly images: ShownImage[] = [];
  readonly reached: Parameters<PageApi["reach"]>[] = [];
  readonly answers: { readonly e?: unknown }[] = [];

  readonly place = {
    webview: this.webview as unknown as vscode.Webview,
    isVisible: () => this.isShown,
    onDidChangeVisibility: (listener: () => void) => this.visibility.event(listener),
  };

  show(isShown: boolean): void {
    this.isShown = isShown;
    this.visibility.fire(undefined);
  }
}
