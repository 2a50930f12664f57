import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { metricsViewId } from "../manifest.js";
import { PageHost, type PageParts } from "./pageHost.js";

/** The Metrics view in the side bar. */
export class MetricsView extends Disposable implements vscode.WebviewViewProvider {
  private page: PageHost | null = null;

  constructor(private readonly parts: PageParts) {
    super();
    this.register(vscode.window.registerWebviewViewProvider(metricsViewId, this));
    this.register({ dispose: () => this.page?.dispose() });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const surface = {
      webview: view.webview,
      isVisible: () => view.visible,
      onDidChangeVisibility: (listener: () => void) => view.onDidChangeVisibility(listener),
    };
    const page = new PageHost("metrics", surface, this.parts);
    this.page = page;
    view.onDidDispose(() => {
      page.dispose();
      if (this.page === page) this.page = null;
    });
  }

  isOpen(): boolean {
    return this.page !== null;
  }

  hydrate(): void {
    this.page?.hydrate();
  }
}
