import * as vscode from "vscode";
import type { NodeId } from "../../model/network/spec.js";
import type { ShownImage } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import type { Page } from "./page.js";
import { PageHost } from "./pageHost.js";
import type { PageParts, PageSpec, ViewSurface } from "./pageSpec.js";
import { showView } from "./showView.js";

/** A page in a view of a side bar. */
export class PageView extends Disposable implements Page, vscode.WebviewViewProvider {
  private host: PageHost | null = null;
  /** What was asked for before the view was opened. */
  private readonly pending: ((host: PageHost) => void)[] = [];

  constructor(
    private readonly spec: PageSpec,
    private readonly surface: ViewSurface,
    private readonly parts: PageParts,
  ) {
    super();
    this.register(vscode.window.registerWebviewViewProvider(surface.viewId, this));
    this.register({ dispose: () => this.host?.dispose() });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const place = {
      webview: view.webview,
      isVisible: () => view.visible,
      onDidChangeVisibility: (listener: () => void) => view.onDidChangeVisibility(listener),
    };
    const host = new PageHost(this.spec, place, this.parts);
    this.host = host;
    for (const act of this.pending.splice(0)) act(host);
    view.onDidDispose(() => {
      host.dispose();
      if (this.host === host) this.host = null;
      this.spec.onDidClose?.(this.parts);
    });
  }

  isOpen(): boolean {
    return this.host !== null;
  }

  isSeen(): boolean {
    return this.host?.isSeen() ?? false;
  }

  show(): void {
    showView(this.surface.viewId);
  }

  showNode(nodeId: NodeId): void {
    this.tell((host) => {
      host.select(nodeId);
    });
  }

  showImage(image: ShownImage): void {
    this.tell((host) => {
      host.showImage(image);
    });
  }

  hydrate(): void {
    this.host?.hydrate();
  }

  private tell(act: (host: PageHost) => void): void {
    if (this.host === null) this.pending.push(act);
    else act(this.host);
    this.show();
  }
}
